import type { Tensor } from '@tensorflow/tfjs-core';
import { compile, type Plan } from '../../src/plan/compile';
import { disposeBatch } from '../../src/engine/data/batch';
import type { ExperimentData } from '../../src/engine/data/experiment-data';
import { createTrainer } from '../../src/engine/trainer';
import type { Experiment } from '../../src/experiment/schema';
import type { LayerValues, RecordedBatch, Recording, WorkerOrders } from '../messages';
import { startRun } from './ours-run';

/**
 * A rate so large that a step of plain gradient descent is, in single precision, the gradient and
 * hardly the weight.
 */
const largeRate = 10;

/** Trains and writes down everything that another program needs to repeat it. */
export async function record({ steps, ...order }: WorkerOrders['ours-recording']['payload']): Promise<Recording> {
  const { trainer, data } = await startRun(order);
  const plan = compile(order.experiment);
  if (!plan.ok) throw new Error(plan.error.detail);
  const before = await trainer.state();
  const batches: RecordedBatch[] = [];
  const losses: (readonly number[])[] = [];
  for (let step = 0; step < steps; step += 1) {
    const [batch, ...others] = data.batches(step, trainer.maximumBatch);
    if (batch === undefined || others.length > 0) throw new Error('a batch in one piece was expected');
    const [images, ...further] = Object.values(batch.inputs);
    if (images === undefined || further.length > 0) throw new Error('images alone were expected');
    batches.push({ size: batch.size, images: await numbersOf(images), targets: await Promise.all(batch.targets.map(numbersOf)) });
    await trainer.takeStep([batch]);
    disposeBatch(batch);
    losses.push(Array.from((await trainer.drain()).losses));
  }
  const gradient = await firstGradient(order.experiment, plan.value, data);
  return { weights: byLayer(plan.value, before.weights), batches, losses, gradient };
}

/** What one step of gradient descent takes off the weights, over its rate. */
async function firstGradient(experiment: Experiment, plan: Plan, data: ExperimentData): Promise<readonly LayerValues[]> {
  const trainer = createTrainer({ ...experiment, optimizer: { kind: 'sgd', learningRate: largeRate, values: {}, groups: [] } });
  if (!trainer.ok) throw new Error(trainer.error.detail);
  const before = await trainer.value.state();
  const batches = data.batches(0, trainer.value.maximumBatch);
  await trainer.value.takeStep(batches);
  for (const batch of batches) disposeBatch(batch);
  const after = await trainer.value.state();
  return byLayer(plan, after.weights.map((weight, index) => ((before.weights[index] ?? Number.NaN) - weight) / largeRate));
}

async function numbersOf(tensor: Tensor): Promise<Float32Array> {
  return Float32Array.from(await tensor.data());
}

function byLayer(plan: Plan, flat: Float32Array): LayerValues[] {
  return plan.steps.map(({ layer, weights }) => ({
    layer: layer.id,
    values: weights.map(({ spec, offset, size }) => ({ shape: spec.shape, numbers: flat.slice(offset, offset + size) })),
  }));
}
