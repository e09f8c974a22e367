import { tensor1d, type Tensor1D } from '@tensorflow/tfjs-core';
import type { Plan } from './compile';
import { updateWeights } from './operations/update-weights';
import { splitVector } from './operations/vectors';
import { formula, programOf } from './optimizers/program';

/** How far running statistics go towards those of a step's batch (PyTorch's "momentum"). */
const share = 0.1;

/** w ← w − share · (w − batch's): the running statistics are the program's weights, the batch's stand in for a gradient. */
const { constant, gradient, multiply, subtract, weight } = formula;
const program = programOf([subtract(weight, multiply(subtract(weight, gradient), constant(0)))]);

/** The running statistics before the first step, [statistics]; undefined for networks that keep none. */
export function initialStatistics(plan: Plan): Tensor1D | undefined {
  if (plan.statisticsLength === 0) return undefined;
  const values = plan.steps.flatMap((step) => step.statistics.flatMap(({ spec, size }) => Array.from({ length: size }, () => spec.initial)));
  return tensor1d(values);
}

/**
 * Takes a training step's statistics off its figures [tasks + sums + statistics], inside the caller's tidy: what is left of them, and the
 * running statistics after the step. Once a step, however many tasks and micro-batches it has.
 */
export function movedStatistics(
  plan: Plan,
  running: Tensor1D | undefined,
  figures: Tensor1D,
): { readonly figures: Tensor1D; readonly statistics: Tensor1D | undefined } {
  if (running === undefined) return { figures: figures.clone(), statistics: undefined };
  const length = figures.size - plan.statisticsLength;
  const stretches = [{ offset: 0, size: length }, { offset: length, size: plan.statisticsLength }];
  const [rest, ofBatch] = splitVector(figures, stretches);
  if (rest === undefined || ofBatch === undefined) throw new Error('the figures are in two parts');
  const [statistics] = updateWeights(program, { weights: running, gradient: ofBatch, slots: [] }, [share]);
  return { figures: rest, statistics };
}
