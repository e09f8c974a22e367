import { readDocumentText } from '../src/experiment/link/file-format';
import { decodeLink } from '../src/experiment/link/link-codec';
import type { LinkedDocument } from '../src/experiment/link/linked-document';
import type { LinkError } from '../src/experiment/read-document';
import type { Repair } from '../src/experiment/repair/repair-log';
import { loadLateTexts, translateCode } from '../src/i18n/translate';
import { described, InputError, textOf } from './command-input';

// The words of repairs are among them.
await loadLateTexts();

/** How commands deal with what has to be repaired in their input. */
export interface Repairing {
  /** True if nothing may be repaired: the input is refused instead. */
  readonly strict: boolean;
  /** One line of standard error. */
  readonly warn: (line: string) => void;
}

/** What a person at a terminal is told; the page has its own, translated texts. */
const messages: Readonly<Record<LinkError['code'], string>> = {
  'too-long': 'is too long',
  'not-a-link': 'holds no link of Multitask Playground: a link has a part like #2.…',
  'cut-off': 'is cut off: its end is missing',
  damaged: 'is damaged: something in it is missing or was changed',
  'newer-version': 'was written by a later version of Multitask Playground',
  unusable: 'holds no experiment',
};

/**
 * The document of a file, or of a link, whichever is given. Tells what was repaired, a line each.
 * Throws an InputError where none can be read, and for a strict reader where something had to be
 * repaired.
 */
export function documentFrom(source: { readonly file: string } | { readonly link: string }, repairing: Repairing): LinkedDocument {
  const [what, read] = 'file' in source ? [source.file, readDocumentText(textOf(source.file))] : ['the link', decodeLink(source.link)];
  if (!read.ok) throw new InputError(described(`${what} ${messages[read.error.code]}`, read.error.params));
  tellRepaired(read.value.repairs.map(repairText), repairing);
  return read.value;
}

/**
 * Tells what was repaired, a line each, in words. Throws an InputError for a strict reader, where
 * there is something.
 */
export function tellRepaired(repaired: readonly string[], { strict, warn }: Repairing): void {
  for (const text of repaired) warn(`${strict ? 'not repaired' : 'repaired'}: ${text.replaceAll(/\s+/g, ' ')}`);
  if (strict && repaired.length > 0) throw new InputError(`--strict: nothing is repaired, and there is something to repair: ${repaired.length}`);
}

/** A repair in words, as the page tells it. */
function repairText({ path, code, params }: Repair): string {
  return translateCode('en', 'problems', `repair.${code}`, { ...params, path });
}
