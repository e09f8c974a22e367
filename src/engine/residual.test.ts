import * as tf from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultExperiment } from '../experiment/default-experiment';
import type { Experiment } from '../experiment/schema';
import { templates } from '../experiment/templates/templates';
import { useBackend } from './backend/node-backends';
import { backwardPass } from './backward';
import { initialWeights } from './compile-weights';
import { disposeBatch } from './data/batch';
import { flatGradient } from './flat-gradients';
import { initialStatistics } from './running-statistics';
import { evaluateTasks, forwardPass, sliceWeights } from './step-forward';
import { planOf } from './testing/plans';
import { stockLosses } from './testing/stock-network';
import { syntheticBatch } from './testing/synthetic-batch';

const mode = { training: true, seed: 1, step: 0, firstExample: 0 } as const;
const examples = 2;

/** A start network on MNIST's first two tasks, its first convolution at stride 2: the cpu backend takes half a minute for whole images. */
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

/** Losses and the gradient of their sum, at the initial weights: as the engine finds them on WASM, and as autodiff does on cpu. */
async function bothWays(experiment: Experiment) {
  const plan = planOf(experiment);
  const weights = initialWeights(plan);
  await useBackend('wasm');
  const batch = syntheticBatch(experiment, examples, 0, 0);
  const ours = tf.tidy(() => {
    const layers = sliceWeights(plan, tf.tensor1d(weights), initialStatistics(plan));
    const pass = forwardPass(plan, layers, batch, mode);
    const { cotangents, figures } = evaluateTasks(plan, pass, batch, examples);
    const gradients = backwardPass({ plan: plan, layers, batch, pass }, cotangents, 'jointly');
    return { losses: tf.slice(figures, [0], [2]), gradient: flatGradient(plan, gradients) };
  });
  const found = { losses: await read(ours.losses), gradient: await read(ours.gradient) };
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

function gap(found: Float32Array, expected: Float32Array): number {
  const norm = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return norm(found.map((value, index) => value - (expected[index] ?? Number.NaN))) / norm(expected);
}

afterAll(() => useBackend('cpu'));

describe.each(['residual', 'dense-block'] as const)('the start network %s', (template) => {
  it('has the losses and the gradients of stock operations before its first step', { timeout: 60_000 }, async () => {
    const { found, expected } = await bothWays(drawn(template));
    expect(gap(found.losses, expected.losses)).toBeLessThan(1e-5);
    expect(gap(found.gradient, expected.gradient)).toBeLessThan(1e-4);
  });
});
