import { mul, tensor1d, type Tensor1D } from '@tensorflow/tfjs-core';
import { backwardPass } from '../step/backward';
import type { Plan } from '../../plan/compile';
import type { Batch } from '../data/batch';
import { flatGradient } from '../step/flat-gradients';
import { initialStatistics } from '../step/running-statistics';
import { evaluateTasks, forwardPass, sliceWeights } from '../step/forward';

/**
 * A forward pass with these weights [parameters] and what the tasks make of it, with what a
 * backward pass reads. Inside the caller's tidy.
 */
export function evaluatedPass(plan: Plan, weights: Float32Array, batch: Batch, training: boolean) {
  const layers = sliceWeights(plan, tensor1d(weights), initialStatistics(plan));
  const pass = forwardPass(plan, layers, batch, { training, seed: 1, step: 0, firstExample: 0 });
  return { input: { plan, layers, batch, pass }, ...evaluateTasks(plan, pass, batch, batch.size) };
}

/** The gradient [parameters] of Σ factor · loss by one joint pass. Inside the caller's tidy. */
export function jointGradient(plan: Plan, weights: Float32Array, batch: Batch, factors: readonly number[], training: boolean): Tensor1D {
  const { input, cotangents } = evaluatedPass(plan, weights, batch, training);
  const scaled = cotangents.map((cotangent, task) => mul(cotangent, factors[task] ?? 0));
  return flatGradient(plan, backwardPass(input, scaled, 'jointly'));
}
