import { fill, ones, reshape, tensor, tensor1d, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { crossEntropy } from '../../../losses/cross-entropy';
import type { LossPair } from '../../../losses/loss-pair';
import { meanSquaredError } from '../../../losses/mean-squared-error';
import { classification } from '../../../measures/classification';
import { regression } from '../../../measures/regression';
import { integers, integerValues, noise, type KernelCase } from './kernel-case';

function results(loss: LossPair, prediction: Tensor, target: Tensor, weights: Tensor1D, total: number): Tensor[] {
  const { value, cotangent } = loss.evaluate(prediction, target, weights, total, {});
  return [value, cotangent];
}

const classified = [[1, 2], [3, 10], [64, 10], [65, 2], [17, 101], [300, 7], [9000, 3]] as const;
/** Their kernels are compiled anew for each number of classes. */
const isThorough = (classes: number) => classes === 7 || classes === 101;

const measured = [[1, 1], [64, 1], [7, 3], [5, 13], [64, 784], [3, 5000], [8193, 1]] as const;

function weightsOf(batch: number): Tensor1D {
  return reshape(noise([batch], 9, 0, 2), [batch]);
}

/** 1 or 0 for every example. */
function halfOf(batch: number): Tensor1D {
  return tensor1d(Float32Array.from(integerValues(batch, 2, 9)));
}

export const lossCases: readonly KernelCase[] = [
  ...classified.map(([batch, classes]): KernelCase => ({
    kernel: 'SoftmaxCrossEntropy',
    name: `[${batch}, ${classes}]`,
    run: () => results(crossEntropy, noise([batch, classes], 5, -4, 4), integers([batch], classes, 6), ones([batch]), batch),
    thorough: isThorough(classes),
  })),
  {
    kernel: 'SoftmaxCrossEntropy',
    name: 'weights of the examples, part of a batch',
    run: () => results(crossEntropy, noise([33, 10], 5, -4, 4), integers([33], 10, 6), weightsOf(33), 70),
  },
  {
    kernel: 'SoftmaxCrossEntropy',
    name: 'logits that would overflow',
    run: () => results(crossEntropy, tensor([1000, -1000, 0, 88, 89, 90], [2, 3]), tensor([1, 0], [2], 'int32'), ones([2]), 2),
  },
  ...measured.map(([batch, elements]): KernelCase => ({
    kernel: 'MeanSquaredError',
    name: `[${batch}, ${elements}]`,
    run: () => results(meanSquaredError, noise([batch, elements], 7), noise([batch, elements], 8, 0, 1), weightsOf(batch), batch),
  })),
  {
    kernel: 'MeanSquaredError',
    name: 'images [3, 5, 4, 2]',
    run: () => results(meanSquaredError, noise([3, 5, 4, 2], 7), noise([3, 5, 4, 2], 8), ones([3]), 8),
  },
  ...measured.flatMap(([batch, values]): readonly KernelCase[] => {
    const [prediction, target] = [() => noise([batch, values], 7), () => noise([batch, values], 8, 0, 1)];
    return [
      { kernel: 'RegressionSums', name: `[${batch}, ${values}]`, run: () => [regression(prediction(), target())] },
      { kernel: 'RegressionSums', name: `[${batch}, ${values}] weighted`, run: () => [regression(prediction(), target(), halfOf(batch))] },
    ];
  }),
  ...classified.flatMap(([batch, classes]): readonly KernelCase[] => {
    const [logits, target] = [() => noise([batch, classes], 5), () => integers([batch], classes, 6)];
    const common = { kernel: 'ClassificationSums', tolerance: 0, thorough: isThorough(classes) };
    return [
      { ...common, name: `[${batch}, ${classes}]`, run: () => [classification(logits(), target())] },
      { ...common, name: `[${batch}, ${classes}] weighted`, run: () => [classification(logits(), target(), halfOf(batch))] },
    ];
  }),
  {
    kernel: 'ClassificationSums',
    name: 'of equal logits the first counts',
    run: () => [classification(fill([40, 10], 0.25), integers([40], 10, 6))],
    tolerance: 0,
  },
];
