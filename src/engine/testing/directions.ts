import type { Experiment } from '../../experiment/schema';
import type { LiveSettings } from '../../experiment/live-settings';
import type { RunState } from '../../protocol/run-state';
import type { StepLog } from '../trainer-contract';
import { train, trainerOf } from './small-experiments';

/**
 * High, so that rounding the weights matters little to the direction that is read off their change;
 * a power of two.
 */
const rate = 64;

/** Plain gradient descent, so that the change of the weights tells the direction. */
export function descending(experiment: Experiment): Experiment {
  return { ...experiment, optimizer: { kind: 'sgd', learningRate: rate, values: {}, groups: [] } };
}

/** Small: the plain processor is slow. */
export const batchSize = 4;

/**
 * What one step of a descending experiment does, from the start or a saved state: the direction
 * [parameters], the log, the state after it.
 */
export async function oneStep(
  experiment: Experiment,
  live: Partial<LiveSettings> = {},
  from?: RunState,
): Promise<{ readonly direction: Float64Array; readonly log: StepLog; readonly state: RunState }> {
  const trainer = trainerOf(experiment, from);
  trainer.live = { ...trainer.live, ...live };
  trainer.conflictEvery = 1;
  const before = (await trainer.state()).weights;
  const log = await train(trainer, experiment, 1, batchSize);
  const state = await trainer.state();
  trainer.dispose();
  const direction = Float64Array.from(before, (value, index) => (value - (state.weights[index] ?? Number.NaN)) / rate);
  return { direction, log, state };
}

/**
 * The gradient of each task alone, [tasks][parameters], each from a joint pass of its own, at the
 * start or at a saved state.
 */
export async function gradientsOf(experiment: Experiment, from?: RunState): Promise<Float64Array[]> {
  const balancing = { method: 'static', values: {} } as const;
  const rows: Float64Array[] = [];
  for (const task of experiment.tasks.keys()) {
    const weights = experiment.tasks.map((_, other) => (other === task ? 1 : 0));
    const state = from && { ...from, live: { ...from.live, balancing }, balancing: { since: 0, state: [], learned: [], learnedSlots: [] } };
    rows.push((await oneStep(experiment, { weights, balancing }, state)).direction);
  }
  return rows;
}

/** Σ weight · row */
export function combination(rows: readonly Float64Array[], weights: ArrayLike<number>): Float64Array {
  return Float64Array.from(rows[0] ?? [], (_, index) => rows.reduce((sum, row, task) => sum + (weights[task] ?? 0) * (row[index] ?? 0), 0));
}

export function inner(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? Number.NaN), 0);
}

/** ‖a − b‖ / ‖b‖; NaN where either is longer than the other. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [apart, size] = [0, 0];
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    apart += ((a[index] ?? Number.NaN) - (b[index] ?? Number.NaN)) ** 2;
    size += (b[index] ?? Number.NaN) ** 2;
  }
  return Math.sqrt(apart / size);
}
