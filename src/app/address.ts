import { decodeLink, encodeLink } from '../experiment/link/link-codec';
import { stillCarried, type LinkedDocument } from '../experiment/link/linked-document';
import { tellsOfKeptWeights } from '../experiment/kept-weights';
import type { LinkError } from '../experiment/read-document';
import type { Experiment } from '../experiment/schema';
import { isRecord, own, sameJson } from '../lib/json';
import type { Result } from '../lib/result';
import { deviceIds, type DevicePreference } from '../protocol/device';
import type { AppState } from '../state/app-state';
import { newId } from '../state/new-id';
import { documentToShare } from '../state/session/kept-start';
import { beginPending } from '../lib/pending';
import type { AppStore } from '../state/store';
import { ownEntry, ownLinks, rememberEntry, rememberLinks } from './tab-memory';

/**
 * Edits reach the address this long after the last of them, in milliseconds: while dragging, the
 * history stays untouched.
 */
const writeDelay = 500;

/**
 * An escaped "#", which a browser takes for a part of the path or the query, with all behind it.
 */
const escapedLink = /%(?:25)*23.*$/s;

/** The device asked for by `?device=`, or 'auto'. */
export function deviceFromAddress(search: string): DevicePreference {
  const preference = new URLSearchParams(search.replace(escapedLink, '')).get('device');
  return deviceIds.find((id) => id === preference) ?? 'auto';
}

/** The document in the address; undefined when there is none. */
export function documentInAddress(): Result<LinkedDocument, LinkError> | undefined {
  const link = linkInAddress();
  return link === undefined ? undefined : decodeLink(link);
}

function linkInAddress(): string | undefined {
  const { hash, pathname, search } = window.location;
  return hash.length >= 2 ? hash : escapedLink.exec(`${pathname}${search}`)?.[0];
}

/** What the link in the address holds, if its document is this one to the last digit. */
export function linkedAs(experiment: Experiment): LinkedDocument | undefined {
  const linked = documentInAddress();
  // The weights that its run began with are none of the document on a desk.
  const isSame = linked?.ok === true && linked.value.repairs.every(tellsOfKeptWeights) && sameJson(linked.value.experiment, experiment);
  return isSame ? linked.value : undefined;
}

/**
 * True if there is no link in the address, or one that this tab wrote there itself, or one to the
 * document that is kept, whichever version wrote it: the page was reloaded or opened again, not
 * sent somewhere.
 */
export function isOwnAddress(kept?: Experiment): boolean {
  const link = linkInAddress();
  const { newest, before } = ownLinks();
  if (link === undefined || link === newest || (kept !== undefined && linkedAs(kept) !== undefined)) return true;
  // A reload loads the link that stood in the address as it began, and edits go on until the answer
  // comes. The entry of the history that it lies in is still the tab's; what was opened from
  // elsewhere is in a new entry, without a mark.
  const [entry, last, way] = [entryOf(window.history.state), ownEntry(), navigationType()];
  if (entry !== undefined && last !== undefined && (entry === last || way === 'reload')) return true;
  // Where the browser did not keep the mark, the link tells.
  return link === before && way !== 'navigate';
}

/** The mark that `bindAddress` leaves in an entry of the browser's history. */
function entryOf(state: unknown): string | undefined {
  const entry = isRecord(state) ? own(state, 'entry') : undefined;
  return typeof entry === 'string' ? entry : undefined;
}

/**
 * How the page was come by: 'navigate', 'reload' or 'back_forward'; undefined where the browser
 * does not tell.
 */
function navigationType(): unknown {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation !== undefined && 'type' in navigation ? navigation.type : undefined;
}

/** The whole address of the document on the desk, to share. */
export function shareAddress(state: AppState): string {
  const { origin, pathname } = window.location;
  return `${origin}${pathname.replace(escapedLink, '')}${linkOf(state)}`;
}

/** The link of the document on the desk, with what it carries. */
function linkOf(state: AppState): string {
  const experiment = documentToShare(state);
  return encodeLink(experiment, stillCarried(state.document.source, experiment));
}

/** The weights that the current run began with, if not with those of the seed. */
function startOf({ session }: AppState): string | undefined {
  return session.runs.at(-1)?.experiment.start?.fingerprint;
}

/**
 * Keeps the address in step with the document: an edit replaces the history entry; opening another
 * document pushes one. Going back, or a link pasted into the address bar, is handed to `open`. For
 * as long as the page lives.
 */
export function bindAddress(store: AppStore, open: (linked: Result<LinkedDocument, LinkError>) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written: (() => void) | undefined;
  /** True while the history itself brings another document. */
  let travels = false;
  let entry = '';

  /** The tab is in this entry of the history now. */
  const enter = (id: string) => {
    entry = id;
    rememberEntry(id);
  };

  const write = (link = linkOf(store.getState())) => {
    clearTimeout(timer);
    timer = undefined;
    const { hash, pathname, search } = window.location;
    const page = `${pathname}${search}`;
    const address = escapedLink.test(page) ? page.replace(escapedLink, link) : link;
    if (hash !== link || entryOf(window.history.state) !== entry) window.history.replaceState({ entry }, '', address);
    rememberLinks({ newest: link, before: hash === link ? undefined : hash });
    written?.();
    written = undefined;
  };

  store.subscribe((state, before) => {
    const isSame = state.document.experiment === before.document.experiment && state.document.source === before.document.source;
    if (isSame && startOf(state) === startOf(before)) return;
    if (state.document.opened !== before.document.opened && !travels) {
      // What was on the desk, with its last edits, stays one step back.
      write(linkOf(before));
      enter(newId('entry'));
      window.history.pushState({ entry }, '', linkOf(state));
      write();
      return;
    }
    written ??= beginPending('link');
    clearTimeout(timer);
    timer = setTimeout(write, writeDelay);
  });
  const onPopState = () => {
    const { hash } = window.location;
    const isNewest = hash === ownLinks().newest;
    enter(entryOf(window.history.state) ?? newId('entry'));
    window.history.replaceState({ entry }, '');
    const linked = isNewest ? undefined : documentInAddress();
    if (linked === undefined) return;
    rememberLinks({ newest: hash });
    travels = true;
    open(linked);
    travels = false;
    // The desk is as it was, and so is the address.
    if (!linked.ok) write();
  };
  window.addEventListener('popstate', onPopState);
  window.addEventListener('pagehide', () => {
    if (timer !== undefined) write();
  });
  enter(entryOf(window.history.state) ?? newId('entry'));
  write();
}
