import { newId } from './new-id';

const idKey = 'multitask-playground.tab';
/** How long a reloaded page waits for its predecessor to let go of the tab's name, in milliseconds. */
const patience = 300;

/** What of the browser tells tabs apart; tests bring their own. */
export interface TabBrowser {
  /** The tab's own storage: survives a reload, and is copied when a tab is duplicated. */
  readonly session: Pick<Storage, 'getItem' | 'setItem'>;
  /** Claims a name for as long as the page lives; false when a living tab has it. Waits a moment for one that is about to go, if told to. */
  readonly claim: (name: string, waits: boolean) => Promise<boolean>;
}

/** Who this tab is: its id, and the id of the tab that it was duplicated from while that one lives. */
interface TabIdentity {
  readonly id: string;
  readonly copyOf: string | undefined;
}

/**
 * Finds out who this tab is. Throws where the browser allows no storage.
 * @param left tabs that a new one may go on with if they are closed, the likeliest first
 */
export async function identifyTab(browser: TabBrowser, left: () => Promise<readonly string[]>): Promise<TabIdentity> {
  const known = browser.session.getItem(idKey);
  if (known !== null && /^[\w-]{8,60}$/.test(known) && (await browser.claim(known, true))) return { id: known, copyOf: undefined };
  const closed = known === null ? await firstClosed(browser, await left()) : undefined;
  const id = closed ?? newId('tab');
  if (closed === undefined) await browser.claim(id, true);
  browser.session.setItem(idKey, id);
  return { id, copyOf: known ?? undefined };
}

async function firstClosed(browser: TabBrowser, tabs: readonly string[]): Promise<string | undefined> {
  for (const tab of tabs) if (await browser.claim(tab, false)) return tab;
  return undefined;
}

/** The browser that the page runs in. */
export function thisBrowser(): TabBrowser {
  // Without a secure context (plain http in a local network) there are no locks.
  const locks: LockManager | undefined = navigator.locks;
  return { session: window.sessionStorage, claim: locks === undefined ? claimByAsking : (name, waits) => claimByLock(locks, name, waits) };
}

function claimByLock(locks: LockManager, name: string, waits: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const options = waits ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true };
    const held = locks.request(`${idKey}.${name}`, options, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise<never>(() => {});
    });
    held.catch(() => resolve(false));
  });
}

/** Asks the other tabs whether one of them has the name, and answers for it from then on. */
function claimByAsking(name: string): Promise<boolean> {
  const channel = new BroadcastChannel(idKey);
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      channel.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (data === `who ${name}`) channel.postMessage(`mine ${name}`);
      };
      resolve(true);
    }, patience);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data !== `mine ${name}`) return;
      clearTimeout(timer);
      channel.close();
      resolve(false);
    };
    channel.postMessage(`who ${name}`);
  });
}
