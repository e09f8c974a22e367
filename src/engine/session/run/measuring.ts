import type { LiveSettings } from '../../../experiment/live-settings';
import { median } from '../../../lib/median';
import type { Affinity } from '../../../protocol/affinity';
import type { MethodCost } from '../../../protocol/method-cost';
import type { Batch } from '../../data/batch';
import type { Trainer } from '../../trainer-contract';

/** Steps of each kind that are timed, if they take no longer than this together (milliseconds). */
const timedSteps = 7;
const longestTiming = 4000;

/** Milliseconds of a step of plain weighting, and of one of the method in force. */
interface TimesOfBoth {
  readonly plain: number;
  readonly method: number;
}

/** Task affinities on the batch of the next step. */
export async function affinityOf(trainer: Trainer, batches: readonly Batch[]): Promise<Affinity> {
  return { step: trainer.step, effects: await trainer.affinity(batches) };
}

/**
 * Tries a step of plain weighting and one of the method in force, on the same state and batch; both
 * are thrown away. `now`: milliseconds.
 */
export async function tryBothMethods(trainer: Trainer, batches: readonly Batch[], now: () => number): Promise<TimesOfBoth> {
  const time = async (live: LiveSettings) => {
    const begin = now();
    await trainer.tryStep(batches, live);
    return now() - begin;
  };
  return { plain: await time({ ...trainer.live, balancing: { method: 'static', values: {} } }), method: await time(trainer.live) };
}

/**
 * Times steps of the method in force and of plain weighting, by turns. `goOn` is called before each
 * pair, to throw where nobody waits for the answer any more.
 */
export async function costOf(trainer: Trainer, batches: readonly Batch[], now: () => number, goOn: () => void): Promise<MethodCost> {
  const times: TimesOfBoth[] = [];
  const begin = now();
  // The first of each only warms the device up.
  await tryBothMethods(trainer, batches, now);
  while (times.length < timedSteps && (times.length === 0 || now() - begin < longestTiming)) {
    goOn();
    times.push(await tryBothMethods(trainer, batches, now));
  }
  return {
    passes: trainer.passes,
    plainMilliseconds: median(times.map(({ plain }) => plain)),
    methodMilliseconds: median(times.map(({ method }) => method)),
    steps: times.length,
  };
}
