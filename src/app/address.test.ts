import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { agreeable, createFakeClient } from '../client/fake-client';
import { defaultExperiment } from '../experiment/default-experiment';
import { encodeLink } from '../experiment/link/link-codec';
import type { Experiment } from '../experiment/schema';
import { createAppStore } from '../state/store';
import { bindAddress, isOwnAddress } from './address';

interface Entry {
  readonly hash: string;
  readonly state: unknown;
}

/**
 * As much of a tab as the address needs: what it stores, its history, and pages that are loaded
 * into it.
 */
class Tab {
  entries: Entry[] = [];
  place = 0;
  readonly #stored = new Map<string, string>();
  #listeners = new Map<string, () => void>();

  /** What the address bar holds, with the mark in the history. */
  get here(): Entry {
    return this.entries[this.place] ?? { hash: '', state: null };
  }

  set here(entry: Entry) {
    this.entries[this.place] = entry;
  }

  /** Loads the page, by a link from elsewhere, by a reload or by going through the history. */
  load(way: 'navigate' | 'reload' | 'back_forward', hash?: string): void {
    if (hash !== undefined) {
      this.entries = [...this.entries.slice(0, this.entries.length === 0 ? 0 : this.place + 1), { hash, state: null }];
      this.place = this.entries.length - 1;
    }
    this.#listeners = new Map();
    const here = () => this.here;
    const go = (state: unknown, link?: string) => ({ hash: link ?? this.here.hash, state: structuredClone(state) });
    vi.spyOn(performance, 'getEntriesByType').mockReturnValue([Object.assign(performance.mark('load'), { type: way })]);
    vi.stubGlobal('window', {
      location: { get hash() { return here().hash; } },
      history: {
        get state() { return here().state; },
        replaceState: (state: unknown, _: string, link?: string) => { this.here = go(state, link); },
        pushState: (state: unknown, _: string, link?: string) => {
          this.entries = [...this.entries.slice(0, this.place + 1), go(state, link)];
          this.place += 1;
        },
      },
      sessionStorage: { getItem: (key: string) => this.#stored.get(key) ?? null, setItem: (key: string, value: string) => void this.#stored.set(key, value) },
      addEventListener: (name: string, listener: () => void) => void this.#listeners.set(name, listener),
    });
  }

  /** A reload that began when this entry stood in the address comes to its end now. */
  endReload(began: Entry, place: number): void {
    this.#listeners.get('pagehide')?.();
    this.place = place;
    this.here = began;
    this.load('reload');
  }

  /** Goes through the history while the page lives, or opens a link in it. */
  travel(place: number, hash?: string): void {
    if (hash !== undefined) this.entries = [...this.entries.slice(0, place), { hash, state: null }];
    this.place = place;
    this.#listeners.get('popstate')?.();
  }
}

const named = (name: string): Experiment => ({ ...defaultExperiment, name });
const link = (name: string) => encodeLink(named(name));

/** The page with a document on its desk, bound to the address. */
function page(name: string) {
  const client = createFakeClient(agreeable);
  const store = createAppStore({ experiment: named(name), client, studyClient: client, language: 'en', dataUrl: '', devicePreference: 'auto' });
  const opened: string[] = [];
  bindAddress(store, (linked) => {
    opened.push(linked.ok ? linked.value.experiment.name : linked.error.code);
    if (linked.ok) store.getState().document.openDocument(linked.value.experiment, []);
    else store.getState().document.refuseDocument(linked.error);
  });
  return {
    opened,
    edit: (to: string) => store.getState().document.execute('experiment.name', { name: to }),
    open: (other: string) => store.getState().document.openDocument(named(other), []),
    now: () => store.getState().document.experiment.name,
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  // A link that waits to be written keeps the page unsettled.
  vi.runOnlyPendingTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('after an edit the address is still the tab’s own', () => {
  it('when a reload is asked for before the link is written, and answered later', () => {
    const tab = new Tab();
    tab.load('navigate', link('Small'));
    page('Small').edit('Larger');
    vi.advanceTimersByTime(450);
    const began = tab.here;
    vi.advanceTimersByTime(150);
    expect(tab.here.hash).toBe(link('Larger'));
    tab.endReload(began, tab.place);
    expect(tab.here.hash).toBe(link('Small'));
    expect(isOwnAddress(named('Larger'))).toBe(true);
  });

  it('at whatever moment a reload is asked for and answered, with edits and documents opened until then', { timeout: 120_000 }, () => {
    const deeds = fc.array(fc.tuple(fc.integer({ min: 0, max: 700 }), fc.constantFrom('edit', 'open', 'ask')), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(deeds, fc.integer({ min: 0, max: 2000 }), (done, rest) => {
        const tab = new Tab();
        tab.load('navigate', link('First'));
        const { edit, open } = page('First');
        let began: readonly [Entry, number] | undefined;
        for (const [index, [wait, deed]] of done.entries()) {
          vi.advanceTimersByTime(wait);
          if (deed === 'edit') edit(`Edit ${index}`);
          else if (deed === 'open') open(`Other ${index}`);
          else began ??= [tab.here, tab.place];
        }
        began ??= [tab.here, tab.place];
        vi.advanceTimersByTime(rest);
        tab.endReload(...began);
        expect(isOwnAddress()).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a link from elsewhere is no link of the tab', () => {
  it('opened anew, also one that this tab had in its address before', () => {
    const tab = new Tab();
    tab.load('navigate', link('Small'));
    page('Small').edit('Larger');
    vi.advanceTimersByTime(500);
    tab.load('navigate', link('Small'));
    expect(isOwnAddress()).toBe(false);
    tab.load('navigate', link('Stranger'));
    expect(isOwnAddress()).toBe(false);
    // Loaded again before the page could begin.
    tab.load('reload');
    expect(isOwnAddress()).toBe(false);
    tab.load('navigate', link('Larger'));
    expect(isOwnAddress()).toBe(true);
  });

  it('nor is an older document of the tab that the history leads back to from another site', () => {
    const tab = new Tab();
    tab.load('navigate', link('Small'));
    page('Small').open('Other');
    tab.place = 0;
    tab.load('back_forward');
    expect(isOwnAddress()).toBe(false);
    tab.place = 1;
    tab.load('back_forward');
    expect(isOwnAddress()).toBe(true);
  });
});

describe('in the living page', () => {
  it('Back opens what lay on the desk before, and Forward what came then', () => {
    const tab = new Tab();
    tab.load('navigate', link('Small'));
    const { open, edit, opened, now } = page('Small');
    edit('Larger');
    open('Other');
    tab.travel(0);
    tab.travel(1);
    expect(opened).toEqual(['Larger', 'Other']);
    expect(now()).toBe('Other');
  });

  it('a link that cannot be read leaves desk and address as they were', () => {
    const tab = new Tab();
    tab.load('navigate', link('Small'));
    const { edit, opened, now } = page('Small');
    edit('Larger');
    tab.travel(1, '#1.AAAA');
    expect(opened).toEqual(['damaged']);
    expect(now()).toBe('Larger');
    expect(tab.here.hash).toBe(link('Larger'));
    expect(isOwnAddress()).toBe(true);
  });
});
