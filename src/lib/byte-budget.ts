/** Something that takes room and can be had again. */
export interface Kept {
  /** What it belongs to; it is held by this. Several may have the same one. */
  readonly key: string;
  readonly bytes: number;
  /** Lets go of it. It is out of the budget by then. */
  readonly evict: () => void;
}

/** The place of one thing in a budget. Once it is out, nothing here does anything. */
export interface BudgetEntry {
  /** It is in use now: it goes last. */
  use(): void;
  /** It can be done without: it goes first, until it is used again. */
  offer(): void;
  /** Takes it out without evicting it. */
  remove(): void;
}

/**
 * Room for so many bytes. What was used least recently goes where there is not enough of it; what is
 * held stays, and so does what was added last until the next change: only they may go beyond the
 * limit.
 */
export interface ByteBudget {
  /** Bytes of all that is in it. */
  readonly used: number;
  /** Takes it in as used most recently, and evicts others for it. */
  add(kept: Kept): BudgetEntry;
  /** True if so many bytes more have room, of what can go at most what was offered. */
  fits(bytes: number): boolean;
  /**
   * A holder of its own. Called with keys, it holds what has one of them, now or later, in place of
   * what it held before.
   */
  holder(): (keys: readonly string[]) => void;
}

/** @param limit in bytes */
export function createByteBudget(limit: number): ByteBudget {
  /** Least recently used first, as are those of them that were offered. */
  const [entries, offered] = [new Set<Kept>(), new Set<Kept>()];
  /** The keys of each holder that holds anything. */
  const held = new Set<ReadonlySet<string>>();
  let used = 0;

  const isHeld = ({ key }: Kept) => [...held].some((keys) => keys.has(key));

  function remove(kept: Kept): void {
    if (!entries.delete(kept)) return;
    offered.delete(kept);
    used -= kept.bytes;
  }

  function trim(newest?: Kept): void {
    for (const some of [offered, entries]) {
      for (const kept of some) {
        if (used <= limit) return;
        if (kept === newest || isHeld(kept)) continue;
        remove(kept);
        kept.evict();
      }
    }
  }

  return {
    get used() {
      return used;
    },
    add: (given) => {
      const kept = { ...given };
      entries.add(kept);
      used += kept.bytes;
      trim(kept);
      return {
        use: () => {
          if (!entries.delete(kept)) return;
          entries.add(kept);
          offered.delete(kept);
        },
        offer: () => {
          if (entries.has(kept)) offered.add(kept);
        },
        remove: () => remove(kept),
      };
    },
    fits: (bytes) => {
      const free = [...offered].reduce((sum, kept) => sum + (isHeld(kept) ? 0 : kept.bytes), limit - used);
      return bytes <= free;
    },
    holder: () => {
      let own: ReadonlySet<string> = new Set();
      return (keys) => {
        held.delete(own);
        own = new Set(keys);
        if (own.size > 0) held.add(own);
        trim();
      };
    },
  };
}
