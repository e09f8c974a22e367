import { concat, fill, mul, tensor1d, tidy, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { balancingMethod } from '../../../domain/balancing/balancing-methods';
import { backwardPass } from '../backward';
import { weigh, type Weighing } from '../../balancing/balance';
import { readNumbers } from '../../balancing/read-gradients';
import type { BalancingState } from '../../balancing/balancing-state';
import { isShared, type Plan } from '../../../plan/compile';
import { taskGradients } from '../flat-gradients';
import { jacobianWithoutFrozen } from '../frozen';
import { combineRows, taskGram } from '../../operations/vectors';
import type { Combined, StepInput } from '../step-contract';
import { overBatches } from '../micro-batches';
import { measuredGrams } from './measure-conflict';

/**
 * One backward pass with a row for every task; the weights, or the direction itself, come from what
 * the method sees of it.
 */
export async function taskwiseStep(input: StepInput, balancing: BalancingState): Promise<Combined> {
  const { plan, layers, frozen } = input;
  const method = balancingMethod(balancing.method);
  const sums = overBatches(input, [], (pass, batch) => {
    const gradients = backwardPass({ plan, layers, batch, pass }, pass.cotangents, 'per-task');
    const { shared, own } = taskGradients(plan, gradients);
    return { flat: own, jacobian: jacobianWithoutFrozen(frozen, shared) };
  });
  const { accumulators, flat: own, jacobian } = sums;
  if (jacobian === undefined) throw new Error('tasks that share no weights have no gradients to combine');
  const gram = method.needs === 'gram' ? tidy(() => taskGram(jacobian, [{ offset: 0, size: plan.sharedLength }])) : undefined;
  const seen = { gram, jacobian: method.needs === 'jacobian' ? jacobian : undefined };
  const numbers = await readNumbers(plan.tasks.length, balancing, accumulators, seen);
  gram?.dispose();
  const weighed = weigh(input, balancing, numbers);
  const gradient = tidy(() => {
    const direction = directionOf(weighed, jacobian);
    if (own === undefined) return direction;
    if (!method.scalesTaskSpecific || weighed.weights === undefined) return concat([direction, own]);
    const scaled: Tensor1D = mul(own, weightsOfOwn(plan, weighed.weights));
    return concat([direction, scaled]);
  });
  const measured = measuredGrams(input, jacobian);
  jacobian.dispose();
  own?.dispose();
  const { direction } = weighed;
  const cosines = direction === undefined ? undefined : numbers.jacobian.map((row) => cosine(row, direction));
  const length = direction === undefined ? undefined : lengthOf(direction);
  return { accumulators, gradient, weighed, measured, cosines, length };
}

function directionOf({ weights, direction }: Weighing, jacobian: Tensor2D): Tensor1D {
  if (weights !== undefined) return combineRows(jacobian, weights);
  if (direction?.length !== jacobian.shape[1]) throw new Error('the balancing method gave neither weights nor a direction');
  return tensor1d(direction);
}

/** For every weight that one task alone uses, the weight of that task: [parameters − shared]. */
function weightsOfOwn(plan: Plan, weights: readonly number[]): Tensor1D {
  const own = plan.steps.filter((step) => !isShared(step));
  return concat(
    own.flatMap((step) => step.weights.map(({ size }): Tensor1D => fill([size], weights[step.tasks[0] ?? -1] ?? 0))),
  );
}

/** The cosine of two vectors; NaN where one is zero. */
function cosine(first: Float32Array, second: Float32Array): number {
  let [product, firstSquares, secondSquares] = [0, 0, 0];
  // By index: an iterator over pairs takes ten times as long, and there may be millions.
  for (let index = 0; index < first.length; index += 1) {
    const value = first[index] ?? Number.NaN;
    const other = second[index] ?? Number.NaN;
    product += value * other;
    firstSquares += value * value;
    secondSquares += other * other;
  }
  return product / Math.sqrt(firstSquares * secondSquares);
}

function lengthOf(vector: Float32Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  return Math.sqrt(squares);
}
