import { deflateSync, strFromU8, strToU8 } from 'fflate';
import { fromBase64url, toBase64url } from '../../lib/base64url';
import { isRecord, own, parseJson } from '../../lib/json';
import { ok, type Result } from '../../lib/result';
import { boundedInflate } from './bounded-inflate';
import { limits } from '../limits';
import { applyDifference, difference, withNamedWires, withNumberedWires } from './link-form';
import { framed, unframed } from './link-frame';
import { linkCodeIn } from './link-text';
import { readLinked, type Carried, type LinkedDocument } from './linked-document';
import { migrated } from '../migrations';
import { base1 } from '../presets/base-1';
import { madeLater, unreadable, type LinkError } from '../read-document';
import type { Experiment } from '../schema';

/**
 * The version of the envelope that links and files are written in. The document in it has a version
 * of its own.
 */
export const envelopeVersion = 2;
/** The document that is written as the difference from one of these, by its number. */
const bases: Readonly<Record<number, unknown>> = { 1: withNumberedWires(base1), 2: withNumberedWires(migrated(base1, 1, 2)) };
const newestBase = 2;
/**
 * What packed links of version 2 may refer back to; it is as frozen as the base that it is the text
 * of.
 */
const dictionary2 = strToU8(JSON.stringify(bases[1]));

/** The link of an experiment and of what it carries, from "#2." on. */
export function encodeLink(experiment: Experiment, { presentation, result }: Carried = {}): string {
  const document = difference(bases[newestBase], withNumberedWires(experiment));
  const text = JSON.stringify({ base: newestBase, document, presentation, result });
  return `#${framed(2, toBase64url(deflateSync(strToU8(text), { level: 9, dictionary: dictionary2 })))}`;
}

/**
 * The document of a link: a whole URL, its part from # on, or the code alone, whatever mail and
 * chat programs made of it. The outcome is a valid document with a list of what was repaired, or
 * one error; it takes bounded time and memory and never throws.
 */
export function decodeLink(text: string): Result<LinkedDocument, LinkError> {
  if (text.length > limits.linkCharacters) return unreadable('too-long', { given: text.length, limit: limits.linkCharacters });
  const code = linkCodeIn(text);
  if (code === undefined || code.version < 1) return unreadable('not-a-link');
  if (code.version > envelopeVersion) return madeLater('link', code.version, envelopeVersion);
  return code.version === 1 ? readLink1(code.rest) : readLink2(code.rest);
}

/**
 * Version 1 has neither a length nor a check. Its end is where the packed data say so: whatever
 * stands behind that is passed over, and a change that can still be unpacked is not seen.
 */
function readLink1(rest: string): Result<LinkedDocument, LinkError> {
  const characters = /^[\w-]*/.exec(rest)?.[0] ?? '';
  // A single character beyond groups of four is no byte, and so belongs to what stands behind.
  const payload = unpacked(characters.slice(0, characters.length - (characters.length % 4 === 1 ? 1 : 0)), limits.decodedBytes);
  return payload.ok ? readPayload({ ...payload.value, base: 1 }) : payload;
}

function readLink2(rest: string): Result<LinkedDocument, LinkError> {
  const code = unframed(2, rest);
  if (!code.ok) return unreadable(code.error);
  const payload = unpacked(code.value, limits.decodedBytes + limits.carriedBytes, dictionary2);
  return payload.ok ? readPayload(payload.value) : payload;
}

function unpacked(code: string, limit: number, dictionary?: Uint8Array): Result<Readonly<Record<string, unknown>>, LinkError> {
  const bytes = fromBase64url(code);
  if (bytes === undefined || bytes.length === 0) return unreadable('damaged');
  const inflated = boundedInflate(bytes, limit, dictionary);
  if (!inflated.ok) return unreadable(inflated.error === 'too-large' ? 'too-long' : 'damaged');
  const payload = parseJson(strFromU8(inflated.value));
  return isRecord(payload) ? ok(payload) : unreadable('damaged');
}

function readPayload(payload: Readonly<Record<string, unknown>>): Result<LinkedDocument, LinkError> {
  const number = own(payload, 'base');
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 1) return unreadable('unusable');
  if (number > newestBase) return madeLater('base', number, newestBase);
  return readLinked(withNamedWires(applyDifference(bases[number], own(payload, 'document'))), payload);
}
