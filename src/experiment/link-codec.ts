import { deflateSync, strFromU8, strToU8 } from 'fflate';
import { fromBase64url, toBase64url } from '../lib/base64url';
import { isRecord, own, parseJson } from '../lib/json';
import { ok, type Result } from '../lib/result';
import { boundedInflate } from './bounded-inflate';
import { limits } from './limits';
import { applyDifference, difference, withNamedWires, withNumberedWires } from './link-form';
import { base1 } from './presets/base-1';
import { readExperiment, unreadable, type LinkError } from './read-document';
import type { Repair } from './repair/repair-log';
import type { Experiment } from './schema';

/** How a link wants to be shown: it holds for that visit and changes none of the reader's own settings. */
interface Presentation {
  readonly language?: 'en' | 'zh-CN';
}

/** What a link holds. */
export interface LinkedDocument {
  readonly experiment: Experiment;
  readonly presentation?: Presentation;
  /** What had to be mended. */
  readonly repairs: readonly Repair[];
}

const linkVersion = 1;
const base = withNumberedWires(base1);

/** The link of an experiment, from "#1." on: the difference from a frozen base, deflated, in base64url. */
export function encodeLink(experiment: Experiment, presentation?: Presentation): string {
  const document = difference(base, withNumberedWires(experiment));
  const text = JSON.stringify({ document, presentation });
  return `#${linkVersion}.${toBase64url(deflateSync(strToU8(text), { level: 9 }))}`;
}

/**
 * The document of a link: a whole URL, its part from # on, or the code alone. Whatever the text is, the outcome is a valid
 * document with a list of what was mended, or one error; it takes bounded time and memory and never throws.
 */
export function decodeLink(text: string): Result<LinkedDocument, LinkError> {
  if (text.length > limits.linkCharacters) return unreadable('too-long', { given: text.length, limit: limits.linkCharacters });
  const match = /^(\d{1,9})\.(.*)$/s.exec(text.slice(text.indexOf('#') + 1).trim());
  if (match === null) return unreadable('not-a-link');
  const version = Number(match[1]);
  if (version > linkVersion) return unreadable('newer-version', { version, known: linkVersion });
  if (version < 1) return unreadable('not-a-link');
  const bytes = fromBase64url(match[2] ?? '');
  if (bytes === undefined || bytes.length === 0) return unreadable('damaged');
  const inflated = boundedInflate(bytes, limits.decodedBytes);
  if (!inflated.ok) return unreadable(inflated.error === 'too-large' ? 'too-long' : 'damaged');
  const payload = parseJson(strFromU8(inflated.value));
  return isRecord(payload) ? readPayload(payload) : unreadable('damaged');
}

function readPayload(payload: Readonly<Record<string, unknown>>): Result<LinkedDocument, LinkError> {
  const change = own(payload, 'document');
  const read = readExperiment(withNamedWires(applyDifference(base, change)));
  if (!read.ok) return read;
  const presentation = own(payload, 'presentation');
  return ok({ ...read.value, ...(isRecord(presentation) ? { presentation: readPresentation(presentation) } : {}) });
}

/** What the presentation holds that this version knows; the rest is for later versions and passed over. */
function readPresentation(raw: Readonly<Record<string, unknown>>): Presentation {
  const language = own(raw, 'language');
  return language === 'en' || language === 'zh-CN' ? { language } : {};
}
