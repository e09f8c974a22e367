import { tensor1d, type Tensor1D } from '@tensorflow/tfjs-core';
import type { Plan } from '../../plan/compile';
import { firstStatistics } from '../../plan/first-weights';
import type { PlannedStatistic } from '../../plan/layout';
import { keepingFrozenStatistics, type Frozen } from './frozen';
import { updateWeights } from '../optimizers/update-weights';
import { splitVector } from '../operations/vectors';
import { formula, programOf } from '../optimizers/program';

/** How far running statistics go towards those of a step's batch (PyTorch's "momentum"). */
const share = 0.1;

/**
 * w ← w − share · (w − batch's): the running statistics are the program's weights, the batch's
 * stand in for a gradient.
 */
const { constant, gradient, multiply, subtract, weight } = formula;
const program = programOf([subtract(weight, multiply(subtract(weight, gradient), constant(0)))]);

/**
 * The running statistics before the first step, [statistics]; undefined for networks that keep
 * none.
 */
export function initialStatistics(plan: Plan): Tensor1D | undefined {
  return plan.statisticsLength === 0 ? undefined : tensor1d(firstStatistics(plan));
}

/**
 * Indices of the steps of the plan whose running statistics are still those of before the first
 * step. `statistics` [statistics], of a saved state; without it all that have some.
 */
export function untrainedStatistics(plan: Plan, statistics?: Float32Array): ReadonlySet<number> {
  const isInitial = ({ spec, offset, size }: PlannedStatistic) =>
    statistics === undefined || statistics.subarray(offset, offset + size).every((value) => value === spec.initial);
  const found = [...plan.steps.entries()].filter(([, { statistics: own }]) => own.length > 0 && own.every(isInitial));
  return new Set(found.map(([index]) => index));
}

/**
 * Takes a training step's statistics off its accumulators [tasks + sums + statistics], inside the
 * caller's tidy: what is left of them, and the running statistics after the step. Once a step,
 * however many tasks and micro-batches it has. Those of frozen layers stand still.
 */
export function movedStatistics(
  plan: Plan,
  running: Tensor1D | undefined,
  accumulators: Tensor1D,
  frozen: Frozen,
): { readonly accumulators: Tensor1D; readonly statistics: Tensor1D | undefined } {
  if (running === undefined) return { accumulators: accumulators.clone(), statistics: undefined };
  const length = accumulators.size - plan.statisticsLength;
  const stretches = [{ offset: 0, size: length }, { offset: length, size: plan.statisticsLength }];
  const [rest, ofBatch] = splitVector(accumulators, stretches);
  if (rest === undefined || ofBatch === undefined) throw new Error('the accumulators are in two parts');
  const [moved] = updateWeights(program, { weights: running, gradient: ofBatch, slots: [] }, [share]);
  if (moved === undefined) throw new Error('the running statistics are one vector');
  return { accumulators: rest, statistics: keepingFrozenStatistics(frozen, running, moved) };
}
