import { keptCarried, type Carried } from '../experiment/link/linked-document';
import { readExperiment } from '../experiment/read-document';
import type { Experiment } from '../experiment/schema';
import { isRecord, own, parseJson } from '../lib/json';

// In the tab's own storage, which a reload finds at once as it was left: before any database
// answers, and with what that does not know yet.
const documentKey = 'desk';
const linksKey = 'own-link';
const entryKey = 'own-entry';

/**
 * A document on the desk, with what it carries for its links and files and when it was last edited,
 * in milliseconds since 1970.
 */
export interface EditedDocument {
  readonly document: Experiment;
  readonly carried: Carried;
  readonly edited: number;
}

/**
 * Remembers what is on the desk for a reload. Takes well under a millisecond: it may be called with
 * every step of a gesture.
 */
export function rememberDocument(desk: EditedDocument): void {
  write(documentKey, JSON.stringify(desk));
}

/**
 * What was on this tab's desk last; undefined in a new tab, and where the browser allows no
 * storage.
 */
export function rememberedDocument(): EditedDocument | undefined {
  const raw = parseJson(read(documentKey) ?? '');
  if (!isRecord(raw)) return undefined;
  const edited = own(raw, 'edited');
  const document = readExperiment(own(raw, 'document'));
  if (typeof edited !== 'number' || !document.ok) return undefined;
  return { document: document.value.experiment, carried: keptCarried(own(raw, 'carried')), edited };
}

/**
 * The newest link that this tab wrote into its address or opened there, and the one that it took
 * the place of.
 */
export interface OwnLinks {
  readonly newest: string | undefined;
  readonly before: string | undefined;
}

/** The tab's own links; none in a new tab. */
export function ownLinks(): OwnLinks {
  const links = read(linksKey)?.split(' ') ?? [];
  return { newest: links.at(-1), before: links.at(-2) };
}

/** Remembers the newest link, and which one it took the place of. Links hold no blanks. */
export function rememberLinks({ newest, before }: { readonly newest: string; readonly before?: string | undefined }): void {
  write(linksKey, before === undefined ? newest : `${before} ${newest}`);
}

/**
 * The id of the entry of the browser's history that this tab was in last; undefined in a new tab.
 */
export function ownEntry(): string | undefined {
  return read(entryKey);
}

/** Remembers which entry of the history this tab is in. */
export function rememberEntry(entry: string): void {
  write(entryKey, entry);
}

function read(key: string): string | undefined {
  try {
    return window.sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, value: string): void {
  try {
    window.sessionStorage.setItem(key, value);
  } catch {
    // Without storage a reload opens the link in the address like any other: what is kept in no
    // other place either is the run.
  }
}
