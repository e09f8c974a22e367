import type { LiveSettings } from '../../experiment/field-classes';
import type { Affinity } from '../../protocol/affinity';
import type { MethodCost } from '../../protocol/method-cost';
import type { Batch } from '../data/batch';
import type { Trainer } from '../trainer-contract';

/** Steps of each kind that are timed, if they take no longer than this together (milliseconds). */
const timedSteps = 7;
const longestTiming = 4000;

/** Task affinities on the batch of the next step. */
export async function affinityOf(trainer: Trainer, batches: readonly Batch[]): Promise<Affinity> {
  return { step: trainer.step, effects: await trainer.affinity(batches) };
}

/** Times steps of the method in force and of plain weighting, by turns, on the same state and batch; all of them are thrown away. */
export async function costOf(trainer: Trainer, batches: readonly Batch[], now: () => number): Promise<MethodCost> {
  const method = trainer.live;
  const plain: LiveSettings = { ...method, balancing: { method: 'static', values: {} } };
  const time = async (live: LiveSettings) => {
    const begin = now();
    await trainer.tryStep(batches, live);
    return now() - begin;
  };
  const times: { plain: number[]; method: number[] } = { plain: [], method: [] };
  const begin = now();
  // The first of each only warms the device up.
  await time(plain);
  await time(method);
  while (times.plain.length < timedSteps && (times.plain.length === 0 || now() - begin < longestTiming)) {
    times.plain.push(await time(plain));
    times.method.push(await time(method));
  }
  return {
    passes: trainer.passes,
    plainMilliseconds: median(times.plain),
    methodMilliseconds: median(times.method),
    steps: times.plain.length,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((first, second) => first - second);
  const half = Math.floor(sorted.length / 2);
  const [below = Number.NaN, above = Number.NaN] = [sorted[(sorted.length - 1) >> 1], sorted[half]];
  return (below + above) / 2;
}
