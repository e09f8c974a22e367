import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { backwardPass } from './backward';
import type { Plan } from './compile';
import { flatGradient, taskGradients } from './flat-gradients';
import { disposeBatch, type Batch } from './data/batch';
import { evaluateTasks, forwardPass, sliceWeights } from './step-forward';
import { useBackend } from './backend/node-backends';
import { planOf, shakenWeights } from './testing/plans';
import { forked, tangled } from './testing/small-experiments';
import { stockLosses } from './testing/stock-network';
import { syntheticBatch } from './testing/synthetic-batch';

const mode = { training: false, seed: 1, step: 0, firstExample: 0 };

/** The gradient of Σ weight · loss as the engine finds it, in one joint pass. */
async function jointGradient(plan: Plan, values: Float32Array, batch: Batch, weights: readonly number[]): Promise<Float32Array> {
  const gradient = tf.tidy(() => {
    const layers = sliceWeights(plan, tf.tensor1d(values), undefined);
    const pass = forwardPass(plan, layers, batch, mode);
    const { cotangents } = evaluateTasks(plan, pass, batch, batch.size);
    const scaled = cotangents.map((cotangent, task) => tf.mul(cotangent, weights[task] ?? 0));
    return flatGradient(plan, backwardPass({ plan, layers, batch, pass }, scaled, 'jointly'));
  });
  return Float32Array.from(await gradient.data());
}

function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  const norm = (values: number[]) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  const difference = Array.from(actual, (value, index) => value - (expected[index] ?? Number.NaN));
  return norm(difference) / (norm(Array.from(expected)) || 1);
}

describe.each([
  ['forked', forked],
  ['tangled', tangled],
])('the passes of the %s network', (_name, experiment) => {
  const plan = planOf(experiment);
  const values = shakenWeights(plan);

  beforeAll(() => useBackend('cpu'));

  it('find the losses and gradients that autodiff finds', async () => {
    const batch = syntheticBatch(experiment, 3);
    const weights = [0.7, -0.4, 1.3];
    const lossesOf = (flat: tf.Tensor1D) => stockLosses(experiment, plan, flat, batch);
    const expected = tf.tidy(() =>
      tf.grad((flat: tf.Tensor) => tf.sum(tf.mul(lossesOf(tf.reshape<tf.Rank.R1>(flat, [-1])), weights)))(tf.tensor1d(values)),
    );
    expect(distance(await jointGradient(plan, values, batch, weights), await expected.data())).toBeLessThan(2e-6);
    const figures = tf.tidy(() => {
      const layers = sliceWeights(plan, tf.tensor1d(values), undefined);
      return evaluateTasks(plan, forwardPass(plan, layers, batch, mode), batch, batch.size).figures;
    });
    const losses = (await figures.data()).slice(0, 3);
    expect(distance(losses, await tf.tidy(() => lossesOf(tf.tensor1d(values))).data())).toBeLessThan(1e-6);
    disposeBatch(batch);
  });

  it('give each task its own gradient from one forward pass', async () => {
    const batch = syntheticBatch(experiment, 3);
    const { shared, own } = tf.tidy(() => {
      const layers = sliceWeights(plan, tf.tensor1d(values), undefined);
      const pass = forwardPass(plan, layers, batch, mode);
      const { cotangents } = evaluateTasks(plan, pass, batch, batch.size);
      return taskGradients(plan, backwardPass({ plan, layers, batch, pass }, cotangents, 'per-task'));
    });
    const rows = await shared.data();
    const rest = new Float32Array(plan.parameters - plan.sharedLength);
    for (const task of plan.tasks.keys()) {
      const alone = await jointGradient(plan, values, batch, plan.tasks.map((_, other) => (other === task ? 1 : 0)));
      const row = rows.subarray(task * plan.sharedLength, (task + 1) * plan.sharedLength);
      expect(distance(row, alone.subarray(0, plan.sharedLength))).toBeLessThan(1e-6);
      alone.subarray(plan.sharedLength).forEach((value, index) => (rest[index] = (rest[index] ?? 0) + value));
    }
    expect(distance((await own?.data()) ?? [], rest)).toBeLessThan(1e-6);
    disposeBatch(batch);
  });
});
