import * as tf from '@tensorflow/tfjs';
import type { LayerValues, RecordedBatch, Recording, ReferenceNetwork, WorkerOrders } from '../messages';
import { ExactAdam } from './exact-adam';
import { startStockBackend } from './stock-backends';
import { outputsOf, taskLosses, totalLoss } from './stock-losses';
import { stockModel } from './stock-model';
import { targetForm, targetFrom } from './stock-targets';

type Answer = Pick<Recording, 'losses' | 'gradient'>;

/**
 * Repeats a training with stock TensorFlow.js on its cpu backend: same first weights, same
 * examples, same Adam.
 */
export async function replay({ network, recording }: WorkerOrders['stock-replay']['payload']): Promise<Answer> {
  await startStockBackend('cpu');
  const model = stockModel(network);
  const weights = recording.weights.filter(({ values }) => values.length > 0);
  for (const { layer, values } of weights) setWeights(model.getLayer(layer), values);
  const optimizer = new ExactAdam(network.learningRate);
  const variables = variablesOf(model);
  const losses: (readonly number[])[] = [];
  let gradient: readonly LayerValues[] = [];
  for (const batch of recording.batches) {
    const images = tf.tensor(batch.images, [batch.size, ...network.image]);
    const targets = network.tasks.map((task, index) => targetOf(task, batch, index));
    const taken = tf.tidy(() => tf.stack(taskLosses(network, outputsOf(model, images), targets)));
    losses.push([...(await taken.data())]);
    const { value, grads } = tf.variableGrads(() => totalLoss(network, outputsOf(model, images), targets), variables);
    if (losses.length === 1) gradient = await gradientsOf(model, weights, grads);
    optimizer.apply(variables, grads);
    for (const tensor of [images, ...targets, taken, value, ...Object.values(grads)]) tensor.dispose();
  }
  return { losses, gradient };
}

/**
 * Trainable weights first, as recorded; what a layer keeps besides (moving statistics) stays as it
 * starts.
 */
function setWeights(layer: tf.layers.Layer, values: LayerValues['values']): void {
  const others = layer.getWeights().slice(values.length);
  layer.setWeights([...values.map(({ shape, numbers }) => tf.tensor(numbers, [...shape])), ...others]);
}

function variablesOf(model: tf.LayersModel): tf.Variable[] {
  return model.trainableWeights.map((weight) => variableOf(weight.read()));
}

function variableOf(tensor: tf.Tensor): tf.Variable {
  if (tensor instanceof tf.Variable) return tensor;
  throw new Error('a trainable weight is a variable');
}

async function gradientsOf(model: tf.LayersModel, weights: readonly LayerValues[], grads: tf.NamedTensorMap): Promise<LayerValues[]> {
  return Promise.all(
    weights.map(async ({ layer }) => ({
      layer,
      values: await Promise.all(
        model.getLayer(layer).trainableWeights.map(async (weight) => {
          const gradient = grads[variableOf(weight.read()).name];
          if (gradient === undefined) throw new Error(`${layer} has no gradient`);
          return { shape: gradient.shape, numbers: Float32Array.from(await gradient.data()) };
        }),
      ),
    })),
  );
}

/** Answers as they were recorded. */
function targetOf(task: ReferenceNetwork['tasks'][number], { size, targets }: RecordedBatch, index: number): tf.Tensor {
  const numbers = targets[index];
  if (numbers === undefined) throw new Error('a task without targets');
  return tf.tidy(() => targetFrom(task, tf.tensor(numbers, [size, ...targetForm(task).shape])));
}
