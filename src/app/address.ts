import { decodeLink, encodeLink, type LinkedDocument } from '../experiment/link-codec';
import type { LinkError } from '../experiment/read-document';
import type { Experiment } from '../experiment/schema';
import type { Result } from '../lib/result';
import { deviceIds, type DevicePreference } from '../protocol/device';
import { beginPending } from '../state/pending';
import type { AppStore } from '../state/store';

/** Edits reach the address this long after the last of them, in milliseconds: while dragging, the history stays untouched. */
const writeDelay = 500;

/** Where this tab remembers which link it wrote itself; as it is left, the one before too, set apart by a blank. */
const ownLinkKey = 'own-link';

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
  return hash.length < 2 || readOwnLinks().includes(hash) || (kept !== undefined && hash === encodeLink(kept));
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

  const write = (link = encodeLink(store.getState().document.experiment)) => {
    clearTimeout(timer);
    timer = undefined;
    if (window.location.hash !== link) window.history.replaceState(null, '', link);
    rememberOwnLink(link);
    written?.();
    written = undefined;
  };

  store.subscribe((state, before) => {
    if (state.document.experiment === before.document.experiment) return;
    if (state.document.opened !== before.document.opened && !travels) {
      // What was on the desk, with its last edits, stays one step back.
      write(encodeLink(before.document.experiment));
      window.history.pushState(null, '', encodeLink(state.document.experiment));
      write();
      return;
    }
    written ??= beginPending('link');
    clearTimeout(timer);
    timer = setTimeout(write, writeDelay);
  });
  const onPopState = () => {
    const linked = isOwnAddress() ? undefined : documentInAddress();
    if (linked === undefined) return;
    rememberOwnLink(window.location.hash);
    travels = true;
    open(linked);
    travels = false;
  };
  const flush = () => {
    if (timer === undefined) return;
    // A reload that is under way may still load what stood in the address until now.
    const { hash } = window.location;
    write();
    rememberOwnLink(`${hash} ${window.location.hash}`);
  };
  window.addEventListener('popstate', onPopState);
  window.addEventListener('pagehide', flush);
  write();
}

function readOwnLinks(): readonly string[] {
  try {
    return window.sessionStorage.getItem(ownLinkKey)?.split(' ') ?? [];
  } catch {
    return [];
  }
}

function rememberOwnLink(link: string): void {
  try {
    window.sessionStorage.setItem(ownLinkKey, link);
  } catch {
    // Without storage a reload opens the link like any other: the document is the same, only the run is not kept.
  }
}
