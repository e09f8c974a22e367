import * as tf from '@tensorflow/tfjs';
import type { ReferenceNetwork, Trained, WorkerOrders } from '../messages';
import { countGpuCalls } from '../workers/gpu-counter';
import { timed } from '../workers/timing';
import { startStockBackend } from './stock-backends';
import { outputsOf, taskLosses, totalLoss } from './stock-losses';
import { targetForm, targetFrom } from './stock-targets';
import { stockModel } from './stock-model';

/** Steps over which calls are counted. They may take seconds, and all are alike. */
const countedSteps = 1;

/**
 * Trains a stock model on one fixed batch, the stock way: optimizer.minimize over TensorFlow.js'
 * own losses.
 */
export async function trainStock(order: WorkerOrders['stock-train']['payload']): Promise<Trained> {
  const { network, batch, timing, backend } = order;
  const counter = backend === 'webgpu' ? countGpuCalls() : undefined;
  await startStockBackend(backend);
  const model = stockModel(network);
  const images: tf.Tensor = tf.randomNormal([batch, ...network.image]);
  const targets = network.tasks.map((task) => targetOf(task, batch));
  const optimizer = tf.train.adam(network.learningRate);
  const loss = () => totalLoss(network, outputsOf(model, images), targets);
  let total: tf.Scalar | null = null;
  const step = () => {
    total?.dispose();
    total = optimizer.minimize(loss, true);
  };
  const finish = async () => {
    if (total !== null) await total.data();
  };
  const { times, stepsPerRepeat } = await timed(timing, { step, finish });
  if (counter !== undefined) {
    counter.reset();
    for (let steps = 0; steps < countedSteps; steps += 1) step();
  }
  const counts = counter?.perStep(countedSteps);
  await finish();
  const losses = await lossesOf(network, outputsOf(model, images), targets);
  return { adapter: '', times, stepsPerRepeat, losses, counts };
}

/** Answers at random. */
function targetOf(task: ReferenceNetwork['tasks'][number], batch: number): tf.Tensor {
  const { shape, classes } = targetForm(task);
  return tf.tidy(() => {
    const numbers = tf.randomUniform([batch, ...shape]);
    return targetFrom(task, classes === undefined ? numbers : tf.minimum(tf.floor(tf.mul(numbers, classes)), classes - 1));
  });
}

async function lossesOf(network: ReferenceNetwork, outputs: readonly tf.Tensor[], targets: readonly tf.Tensor[]): Promise<readonly number[]> {
  const losses = tf.tidy(() => tf.stack(taskLosses(network, outputs, targets)));
  return [...(await losses.data())];
}
