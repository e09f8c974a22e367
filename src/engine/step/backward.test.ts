import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { backwardPass } from './backward';
import type { Plan } from '../../plan/compile';
import { taskGradients } from './flat-gradients';
import { disposeBatch, type Batch } from '../data/batch';
import { useBackend } from '../backend/node-backends';
import { difference } from '../testing/directions';
import { evaluatedPass, jointGradient } from '../testing/passes';
import { planOf, shakenWeights } from '../testing/plans';
import { forked, tangled } from '../testing/small-experiments';
import { stockLosses } from '../testing/stock/network';
import { syntheticBatch } from '../testing/synthetic-batch';

async function gradientOf(plan: Plan, values: Float32Array, batch: Batch, factors: readonly number[]): Promise<Float32Array> {
  return Float32Array.from(await tf.tidy(() => jointGradient(plan, values, batch, factors, false)).data());
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
    expect(difference(await gradientOf(plan, values, batch, weights), await expected.data())).toBeLessThan(2e-6);
    const accumulators = tf.tidy(() => evaluatedPass(plan, values, batch, false).accumulators);
    const losses = (await accumulators.data()).slice(0, 3);
    expect(difference(losses, await tf.tidy(() => lossesOf(tf.tensor1d(values))).data())).toBeLessThan(1e-6);
    disposeBatch(batch);
  });

  it('give each task its own gradient from one forward pass', async () => {
    const batch = syntheticBatch(experiment, 3);
    const { shared, own } = tf.tidy(() => {
      const { input, cotangents } = evaluatedPass(plan, values, batch, false);
      return taskGradients(plan, backwardPass(input, cotangents, 'per-task'));
    });
    const rows = await shared.data();
    const rest = new Float32Array(plan.parameters - plan.sharedLength);
    for (const task of plan.tasks.keys()) {
      const alone = await gradientOf(plan, values, batch, plan.tasks.map((_, other) => (other === task ? 1 : 0)));
      const row = rows.subarray(task * plan.sharedLength, (task + 1) * plan.sharedLength);
      expect(difference(row, alone.subarray(0, plan.sharedLength))).toBeLessThan(1e-6);
      alone.subarray(plan.sharedLength).forEach((value, index) => (rest[index] = (rest[index] ?? 0) + value));
    }
    expect(difference((await own?.data()) ?? [], rest)).toBeLessThan(1e-6);
    disposeBatch(batch);
  });
});
