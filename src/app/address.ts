import { decodeLink, encodeLink, type LinkedDocument } from '../experiment/link-codec';
import type { LinkError } from '../experiment/read-document';
import type { Experiment } from '../experiment/schema';
import { isRecord, own } from '../lib/json';
import type { Result } from '../lib/result';
import { deviceIds, type DevicePreference } from '../protocol/device';
import { newId } from '../state/new-id';
import { beginPending } from '../state/pending';
import type { AppStore } from '../state/store';
import { ownEntry, ownLinks, rememberEntry, rememberLinks } from './tab-memory';

/** Edits reach the address this long after the last of them, in milliseconds: while dragging, the history stays untouched. */
const writeDelay = 500;

/** The device asked for by `?device=`, or 'auto'. */
export function deviceFromAddress(search: string): DevicePreference {
  const wish = new URLSearchParams(search).get('device');
  return deviceIds.find((id) => id === wish) ?? 'auto';
}

/** The document in the address; undefined when there is none. */
export function documentInAddress(): Result<LinkedDocument, LinkError> | undefined {
  const { hash } = window.location;
  return hash.length < 2 ? undefined : decodeLink(hash);
}

/**
 * True if there is no link in the address, or one that this tab wrote there itself, or that of the document that is kept: the page was
 * reloaded or opened again, not sent somewhere.
 */
export function isOwnAddress(kept?: Experiment): boolean {
  const { hash } = window.location;
  const { newest, before } = ownLinks();
  if (hash.length < 2 || hash === newest || (kept !== undefined && hash === encodeLink(kept))) return true;
  // A reload loads the link that stood in the address as it began, and edits go on until the answer comes. The entry of the history that
  // it lies in is still the tab's; what was opened from elsewhere is in a new entry, without a mark.
  const [entry, last, way] = [entryOf(window.history.state), ownEntry(), navigationType()];
  if (entry !== undefined && last !== undefined && (entry === last || way === 'reload')) return true;
  // Where the browser did not keep the mark, the link tells.
  return hash === before && way !== 'navigate';
}

/** The mark that `bindAddress` leaves in an entry of the browser's history. */
function entryOf(state: unknown): string | undefined {
  const entry = isRecord(state) ? own(state, 'entry') : undefined;
  return typeof entry === 'string' ? entry : undefined;
}

/** How the page was come by: 'navigate', 'reload' or 'back_forward'; undefined where the browser does not tell. */
function navigationType(): unknown {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation !== undefined && 'type' in navigation ? navigation.type : undefined;
}

/** The whole address of an experiment, to share. */
export function shareAddress(experiment: Experiment): string {
  const { origin, pathname } = window.location;
  return `${origin}${pathname}${encodeLink(experiment)}`;
}

/**
 * Keeps the address in step with the document: an edit replaces the history entry; opening another document pushes one. Going
 * back, or a link pasted into the address bar, is handed to `open`. For as long as the page lives.
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

  const write = (link = encodeLink(store.getState().document.experiment)) => {
    clearTimeout(timer);
    timer = undefined;
    const { hash } = window.location;
    if (hash !== link || entryOf(window.history.state) !== entry) window.history.replaceState({ entry }, '', link);
    rememberLinks({ newest: link, before: hash === link ? undefined : hash });
    written?.();
    written = undefined;
  };

  store.subscribe((state, before) => {
    if (state.document.experiment === before.document.experiment) return;
    if (state.document.opened !== before.document.opened && !travels) {
      // What was on the desk, with its last edits, stays one step back.
      write(encodeLink(before.document.experiment));
      enter(newId('entry'));
      window.history.pushState({ entry }, '', encodeLink(state.document.experiment));
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
