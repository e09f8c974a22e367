import type { KernelConfig } from '@tensorflow/tfjs-core';
import { addressOf, call } from './assembly-module';
import { inputOf, numberOf, wasmBackendOf, type KernelArguments } from './kernel-arguments';

/** See operations/README.md. */
export const softmaxCrossEntropy: KernelConfig = {
  kernelName: 'SoftmaxCrossEntropy',
  backendName: 'wasm',
  kernelFunc: (args) => lossAndCotangent(args, 'softmaxCrossEntropy', 'logits'),
};

/** See operations/README.md. */
export const meanSquaredError: KernelConfig = {
  kernelName: 'MeanSquaredError',
  backendName: 'wasm',
  kernelFunc: (args) => lossAndCotangent(args, 'meanSquaredError', 'prediction'),
};

function lossAndCotangent(args: KernelArguments, name: string, of: string) {
  const backend = wasmBackendOf(args);
  const prediction = inputOf(args, of);
  const [batch = 0, count = 0] = prediction.shape;
  const value = backend.makeOutput([1], 'float32');
  const cotangent = backend.makeOutput([batch, count], 'float32');
  call(
    backend, name, addressOf(backend, prediction), addressOf(backend, inputOf(args, 'target')),
    addressOf(backend, inputOf(args, 'exampleWeights')), batch, count, numberOf(args, 'total'), addressOf(backend, value),
    addressOf(backend, cotangent),
  );
  return [value, cotangent];
}

/** See operations/README.md. */
export const classificationSums: KernelConfig = {
  kernelName: 'ClassificationSums',
  backendName: 'wasm',
  kernelFunc: (args) => {
    const backend = wasmBackendOf(args);
    const logits = inputOf(args, 'logits');
    const [batch = 0, classes = 0] = logits.shape;
    const result = backend.makeOutput([2], 'float32');
    const target = addressOf(backend, inputOf(args, 'target'));
    call(backend, 'classificationSums', addressOf(backend, logits), target, batch, classes, addressOf(backend, result));
    return result;
  },
};
