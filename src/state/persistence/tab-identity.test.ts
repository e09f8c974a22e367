import { afterEach, describe, expect, it, vi } from 'vitest';
import { identifyTab, lockName, thisBrowser } from './tab-identity';
import { tabsAround } from './tabs-around';

/**
 * The browser's locks: one holder for each name; answers take longer than a reloaded page waits for
 * its name.
 */
class SlowLocks {
  readonly held = new Map<string, unknown>();

  async request(name: string, options: { ifAvailable?: boolean; signal?: AbortSignal }, callback: (lock: object | null) => unknown): Promise<unknown> {
    await new Promise((resolve) => setTimeout(resolve, 400));
    if (options.signal?.aborted === true) throw new DOMException('', 'AbortError');
    if (this.held.has(name)) return callback(null);
    const ends = callback({ name });
    this.held.set(name, ends);
    await ends;
    this.held.delete(name);
    return undefined;
  }

  query(): Promise<{ held: { name: string }[] }> {
    return Promise.resolve({ held: [...this.held.keys()].map((name) => ({ name })) });
  }
}

describe('who a tab is on a busy machine', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is known to others, and stays the same over a reload', async () => {
    const locks = new SlowLocks();
    const values = new Map<string, string>();
    const sessionStorage = { getItem: (key: string) => values.get(key) ?? null, setItem: (key: string, value: string) => void values.set(key, value) };
    vi.stubGlobal('navigator', { locks });
    vi.stubGlobal('window', { sessionStorage });
    const { id, copyOf } = await identifyTab(thisBrowser(), () => Promise.resolve([]));
    expect(copyOf).toBeUndefined();
    const around = tabsAround();
    expect(await around.isOpen(id)).toBe(true);
    expect(await around.whileClosed(id, () => Promise.reject(new Error('it is open')))).toBe(false);
    locks.held.delete(lockName(id));
    expect(await around.isOpen(id)).toBe(false);
    expect(await identifyTab(thisBrowser(), () => Promise.resolve([]))).toEqual({ id, copyOf: undefined });
  });
});
