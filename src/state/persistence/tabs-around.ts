import { answers, lockName } from './tab-identity';

/**
 * The other tabs of this browser: which live, and how to speak with them; tests bring their own.
 */
export interface TabsAround {
  /** True while a living page has that tab's name; this page's own name counts too. */
  readonly isOpen: (tab: string) => Promise<boolean>;
  /**
   * Does something while no page has the tab's name and none can get it; false, with nothing done,
   * where a living one has it.
   */
  readonly whileClosed: (tab: string, task: () => Promise<void>) => Promise<boolean>;
  /** Tells all other tabs something. */
  readonly tell: (message: unknown) => void;
  /** Hears what other tabs tell, for as long as the page lives. */
  readonly hear: (listener: (message: unknown) => void) => void;
}

/** The tabs around this page. */
export function tabsAround(): TabsAround {
  const channel = new BroadcastChannel('multitask-playground.runs');
  const speech: Pick<TabsAround, 'tell' | 'hear'> = {
    tell: (message) => channel.postMessage(message),
    hear: (listener) => channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => listener(data)),
  };
  // Without a secure context (plain http in a local network) there are no locks.
  const locks: LockManager | undefined = navigator.locks;
  if (locks === undefined) return { ...speech, isOpen: answers, whileClosed: ifNoneAnswers };
  return {
    ...speech,
    isOpen: async (tab) => (await locks.query()).held?.some(({ name }) => name === lockName(tab)) ?? false,
    whileClosed: (tab, task) =>
      locks.request(lockName(tab), { ifAvailable: true }, async (lock) => {
        if (lock !== null) await task();
        return lock !== null;
      }),
  };
}

async function ifNoneAnswers(tab: string, task: () => Promise<void>): Promise<boolean> {
  if (await answers(tab)) return false;
  await task();
  return true;
}
