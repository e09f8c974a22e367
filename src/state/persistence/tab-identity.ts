import { newId } from '../new-id';

const idKey = 'multitask-playground.tab';
/**
 * How long a reloaded page waits for its predecessor to let go of the tab's name, in milliseconds.
 */
const lockTimeout = 300;

/** What of the browser tells tabs apart; tests bring their own. */
export interface TabBrowser {
  /** The tab's own storage: survives a reload, and is copied when a tab is duplicated. */
  readonly session: Pick<Storage, 'getItem' | 'setItem'>;
  /**
   * Claims a name for as long as the page lives; false when a living tab has it. Waits a moment for
   * one that is about to go, if told to.
   */
  readonly claim: (name: string, waits: boolean) => Promise<boolean>;
}

/**
 * Who this tab is: its id, and the id of the tab that it was duplicated from while that one lives.
 */
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
  // Nobody else can have a new name: there is nothing to wait for, and nothing to give up.
  if (closed === undefined) await browser.claim(id, false);
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

/** The browser's lock that a living page of that tab holds. */
export function lockName(tab: string): string {
  return `${idKey}.${tab}`;
}

/**
 * Asks at once first: on a busy machine the answer alone may take longer than anybody would wait
 * for a name that is taken.
 */
async function claimByLock(locks: LockManager, name: string, waits: boolean): Promise<boolean> {
  if (await holdLock(locks, name, { ifAvailable: true })) return true;
  return waits && holdLock(locks, name, { signal: AbortSignal.timeout(lockTimeout) });
}

/** Takes a lock for as long as the page lives; false where it is not to be had. */
function holdLock(locks: LockManager, name: string, options: LockOptions): Promise<boolean> {
  return new Promise((resolve) => {
    const held = locks.request(lockName(name), options, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise<never>(() => {});
    });
    held.catch(() => resolve(false));
  });
}

/** Asks the other tabs whether one of them has the name, and answers for it from then on. */
async function claimByAsking(name: string): Promise<boolean> {
  if (await answers(name)) return false;
  const channel = new BroadcastChannel(idKey);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === `who ${name}`) channel.postMessage(`mine ${name}`);
  };
  return true;
}

/**
 * Asks all pages whether one of them has the tab's name, where the browser has no locks; takes 300
 * ms if none has.
 */
export function answers(name: string): Promise<boolean> {
  const channel = new BroadcastChannel(idKey);
  return new Promise((resolve) => {
    const end = (answer: boolean) => {
      clearTimeout(timer);
      channel.close();
      resolve(answer);
    };
    const timer = setTimeout(end, lockTimeout, false);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === `mine ${name}`) end(true);
    };
    channel.postMessage(`who ${name}`);
  });
}
