import * as tf from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultExperiment } from '../experiment/default-experiment';
import type { Experiment } from '../experiment/schema';
import { templates } from '../experiment/templates/templates';
import { useBackend } from './backend/node-backends';
import { initialWeights } from '../plan/first-weights';
import { disposeBatch } from './data/batch';
import { difference } from './testing/directions';
import { evaluatedPass, jointGradient } from './testing/passes';
import { planOf } from './testing/plans';
import { stockLosses } from './testing/stock/network';
import { syntheticBatch } from './testing/synthetic-batch';

const examples = 2;

/**
 * A start network on MNIST's first two tasks, its first convolution at stride 2: the cpu backend
 * takes half a minute for whole images.
 */
function drawn(template: 'residual' | 'dense-block'): Experiment {
  const tasks = defaultExperiment.tasks.slice(0, 2);
  const { layers, ...network } = templates[template].build(defaultExperiment.data, tasks);
  const small = layers.map((layer) => (layer.id === 'conv-1' ? { ...layer, values: { ...layer.values, stride: 2 } } : layer));
  return { ...defaultExperiment, tasks, network: { ...network, layers: small } };
}

async function read(tensor: tf.Tensor): Promise<Float32Array> {
  const values = Float32Array.from(await tensor.data());
  tensor.dispose();
  return values;
}

/**
 * Losses and the gradient of their sum, at the initial weights: as the engine finds them on WASM,
 * and as autodiff does on cpu.
 */
async function bothWays(experiment: Experiment) {
  const plan = planOf(experiment);
  const weights = initialWeights(plan);
  await useBackend('wasm');
  const batch = syntheticBatch(experiment, examples, 0, 0);
  const found = {
    losses: await read(tf.tidy(() => tf.slice(evaluatedPass(plan, weights, batch, true).accumulators, [0], [2]))),
    gradient: await read(tf.tidy(() => jointGradient(plan, weights, batch, [1, 1], true))),
  };
  disposeBatch(batch);
  await useBackend('cpu');
  const again = syntheticBatch(experiment, examples, 0, 0);
  const losses = (flat: tf.Tensor) => stockLosses(experiment, plan, tf.reshape(flat, [weights.length]), again);
  const expected = {
    losses: await read(losses(tf.tensor1d(weights))),
    gradient: await read(tf.grad((flat: tf.Tensor) => tf.sum(losses(flat)))(tf.tensor1d(weights))),
  };
  disposeBatch(again);
  return { found, expected };
}

afterAll(() => useBackend('cpu'));

describe.each(['residual', 'dense-block'] as const)('the start network %s', (template) => {
  it('has the losses and the gradients of stock operations before its first step', async () => {
    const { found, expected } = await bothWays(drawn(template));
    expect(difference(found.losses, expected.losses)).toBeLessThan(1e-5);
    expect(difference(found.gradient, expected.gradient)).toBeLessThan(1e-4);
  });
});
