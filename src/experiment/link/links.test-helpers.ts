import { deflateSync, strToU8 } from 'fflate';
import { toBase64url } from '../../lib/base64url';
import { difference, withNumberedWires } from './link-form';
import { framed } from './link-frame';
import { base1 } from '../presets/base-1';
import type { Experiment } from '../schema';

/** A link of version 1 around any payload, as someone else might write it. */
export function link1Of(payload: string | Uint8Array): string {
  return `#1.${packed(payload)}`;
}

/** A link of version 2 around any payload, with the right length and check. */
export function link2Of(payload: string | Uint8Array): string {
  return `#${framed(2, packed(payload))}`;
}

/** The link that version 1 wrote of an experiment. */
export function encodeLink1(experiment: Experiment): string {
  return link1Of(JSON.stringify({ document: difference(withNumberedWires(base1), withNumberedWires(experiment)) }));
}

function packed(payload: string | Uint8Array): string {
  return toBase64url(deflateSync(typeof payload === 'string' ? strToU8(payload) : payload, { level: 9 }));
}
