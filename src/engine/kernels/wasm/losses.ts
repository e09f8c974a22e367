import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { addressOf, call } from './assembly-module';
import { inputOf, numberOf, ownKernel, type KernelArguments } from './kernel-arguments';

/** See operations/README.md. */
export const softmaxCrossEntropy = ownKernel('SoftmaxCrossEntropy', (args, backend) =>
  lossAndCotangent(args, backend, 'softmaxCrossEntropy', 'logits'));

/** See operations/README.md. */
export const meanSquaredError = ownKernel('MeanSquaredError', (args, backend) =>
  lossAndCotangent(args, backend, 'meanSquaredError', 'prediction'));

function lossAndCotangent(args: KernelArguments, backend: BackendWasm, name: string, of: string) {
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
export const classificationSums = ownKernel('ClassificationSums', (args, backend) => {
  const logits = inputOf(args, 'logits');
  const [batch = 0, classes = 0] = logits.shape;
  const result = backend.makeOutput([2], 'float32');
  const target = addressOf(backend, inputOf(args, 'target'));
  const { exampleWeights } = args.inputs;
  const weights = exampleWeights === undefined ? 0 : addressOf(backend, exampleWeights);
  call(backend, 'classificationSums', addressOf(backend, logits), target, weights, batch, classes, addressOf(backend, result));
  return result;
});
