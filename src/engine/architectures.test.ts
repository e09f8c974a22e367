import * as tf from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultExperiment } from '../experiment/default-experiment';
import type { Experiment, ExperimentLayer } from '../experiment/schema';
import { templateIds, type TemplateId } from '../experiment/templates/template-ids';
import { templates } from '../experiment/templates/templates';
import { useBackend } from './backend/node-backends';
import { backwardPass } from './step/backward';
import { initialWeights } from '../plan/first-weights';
import { disposeBatch, type Batch } from './data/batch';
import { flatGradient, taskGradients } from './step/flat-gradients';
import { difference } from './testing/directions';
import { evaluatedPass, jointGradient } from './testing/passes';
import { planOf, shakenWeights } from './testing/plans';
import { train, trainerOf } from './testing/small-experiments';
import { stockLosses } from './testing/stock/network';
import { syntheticBatch } from './testing/synthetic-batch';

const examples = 1;

/** A start network for three tasks. */
function drawn(template: TemplateId): Experiment {
  const { data, tasks } = defaultExperiment;
  return { ...defaultExperiment, network: templates[template].build(data, tasks) };
}

/**
 * With few filters and units: the cpu backend is slow. What only some number of units fits, as
 * gates, stays.
 */
function small(layer: ExperimentLayer): ExperimentLayer {
  const { filters, units, activation } = layer.values;
  if (typeof filters === 'number') return { ...layer, values: { ...layer.values, filters: filters <= 8 ? 2 : 4 } };
  if (typeof units === 'number' && activation !== 'none') return { ...layer, values: { ...layer.values, units: units / 4 } };
  return layer;
}

function shrunk(experiment: Experiment): Experiment {
  return { ...experiment, network: { ...experiment.network, layers: experiment.network.layers.map(small) } };
}

async function read(compute: () => tf.Tensor): Promise<Float32Array> {
  const result = tf.tidy(compute);
  const values = Float32Array.from(await result.data());
  result.dispose();
  return values;
}

afterAll(() => useBackend('cpu'));

it('mixing starts with .9 of the own tower, .1 of the others together', () => {
  const plan = planOf(drawn('cross-stitch'));
  const weights = initialWeights(plan);
  const alpha = plan.steps.find(({ layer }) => layer.id === 'stitch-2-1')?.weights[0];
  expect(alpha?.size).toBe(3);
  const found = weights.subarray(alpha?.offset, (alpha?.offset ?? 0) + 3);
  expect([...found]).toEqual([0.05, 0.9, 0.05].map((value): unknown => expect.closeTo(value, 6)));
});

describe.each(templateIds)('the start network %s', (template) => {
  const experiment = shrunk(drawn(template));
  const plan = planOf(experiment);
  const values = shakenWeights(plan);
  // Normalised by the batch, but without dropout.
  const training = template !== 'medium-cnn';

  const jointly = (batch: Batch, weights: readonly number[]) =>
    read(() => jointGradient(plan, values, batch, weights, training));

  it('gives each task the gradient of a joint pass with its loss alone, and together that of autodiff', async () => {
    await useBackend('cpu');
    const batch = syntheticBatch(experiment, examples);
    const shared = plan.sharedLength;
    const rows = await read(() => {
      const { input, cotangents } = evaluatedPass(plan, values, batch, training);
      const gradients = backwardPass(input, cotangents, 'per-task');
      if (shared === 0) return flatGradient(plan, gradients);
      const parts = taskGradients(plan, gradients);
      return tf.concat([tf.reshape(parts.shared, [-1]), ...(parts.own === undefined ? [] : [parts.own])]);
    });
    const own = new Float32Array(plan.parameters - shared);
    for (const task of plan.tasks.keys()) {
      const alone = await jointly(batch, plan.tasks.map((_, other) => (other === task ? 1 : 0)));
      if (shared > 0) expect(difference(rows.subarray(task * shared, (task + 1) * shared), alone.subarray(0, shared))).toBeLessThan(1e-5);
      alone.subarray(shared).forEach((value, index) => (own[index] = (own[index] ?? 0) + value));
    }
    if (own.length > 0) expect(difference(rows.subarray(plan.tasks.length * shared), own)).toBeLessThan(1e-5);

    const weights = [0.7, -0.4, 1.3];
    const lossOf = (flat: tf.Tensor) => tf.sum(tf.mul(stockLosses(experiment, plan, tf.reshape(flat, [values.length]), batch), weights));
    const expected = await read(() => tf.grad(lossOf)(tf.tensor1d(values)));
    expect(difference(await jointly(batch, weights), expected)).toBeLessThan(2e-5);
    disposeBatch(batch);
  });

  it('learns', async () => {
    await useBackend('wasm');
    const learning = { ...experiment, optimizer: { ...experiment.optimizer, learningRate: 0.01 } };
    const trainer = trainerOf(learning);
    const { totals } = await train(trainer, learning, 28, 4);
    const mean = (part: Float32Array) => part.reduce((sum, value) => sum + value, 0) / part.length;
    expect(mean(totals.slice(24))).toBeLessThan(0.8 * mean(totals.slice(0, 4)));
    trainer.dispose();
  });
});
