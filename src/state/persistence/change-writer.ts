import type { StorageProblem } from '../app-state';
import { storageProblemOf } from './database';

/**
 * What could not be written is tried again after so long, then after twice as long each time, up to
 * the longest, in milliseconds.
 */
const firstRetry = 1000;
const longestRetry = 60_000;

/**
 * Writes changes one after another; each key of a change holds the whole of what is to be kept
 * under it, so that newer changes replace older ones.
 */
export interface ChangeWriter<Changes extends object> {
  /** Writes a change, soon, together with all that is not written yet. Never throws. */
  add(changes: Changes): void;
  /**
   * Resolves when nothing is being written: all of it is, or what failed waits to be tried again.
   */
  pending(): Promise<void>;
}

/**
 * A writer that loses nothing: what could not be written stays with what comes next, and is tried
 * again by itself.
 * @param write writes all of a change or rejects
 * @param report hears why changes are not kept, and undefined once everything is, not before
 */
export function createChangeWriter<Changes extends object>(
  write: (changes: Changes) => Promise<void>,
  report: (problem: StorageProblem | undefined) => void,
): ChangeWriter<Changes> {
  let unwritten: Changes | undefined;
  let writing: Promise<void> | undefined;
  let told: StorageProblem | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let delay = firstRetry;
  /** The database is another version's now: there is nothing to try again. */
  let isOver = false;

  const tell = (problem: StorageProblem | undefined) => {
    if (problem === told) return;
    told = problem;
    report(problem);
  };

  const begin = () => {
    clearTimeout(retry);
    retry = undefined;
    writing ??= writeAll();
  };

  async function writeAll(): Promise<void> {
    // Changes made in the same breath are written together.
    await Promise.resolve();
    while (unwritten !== undefined && retry === undefined && !isOver) {
      const changes: Changes = unwritten;
      unwritten = undefined;
      try {
        await write(changes);
        delay = firstRetry;
      } catch (error) {
        const problem = storageProblemOf(error);
        tell(problem);
        if (problem === 'newer') isOver = true;
        else keepForLater(changes);
      }
    }
    writing = undefined;
    if (unwritten === undefined && !isOver) tell(undefined);
  }

  /**
   * What came while the failed changes were being written is tried with them at once: it may be
   * what makes room.
   */
  function keepForLater(failed: Changes): void {
    const newer: Changes | undefined = unwritten;
    unwritten = { ...failed, ...newer };
    if (newer !== undefined) return;
    retry = setTimeout(begin, delay);
    delay = Math.min(2 * delay, longestRetry);
  }

  return {
    add: (changes) => {
      if (isOver) return;
      unwritten = { ...unwritten, ...changes };
      begin();
    },
    pending: () => writing ?? Promise.resolve(),
  };
}
