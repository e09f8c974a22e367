import { fill, reshape, sigmoid, tensor1d, type Tensor } from '@tensorflow/tfjs-core';
import { binaryCrossEntropy } from '../../../losses/binary-cross-entropy';
import { crossEntropy } from '../../../losses/cross-entropy';
import { cumulativeLogits } from '../../../losses/cumulative-logits';
import { giou } from '../../../losses/giou';
import { huber } from '../../../losses/huber';
import { iou } from '../../../losses/iou';
import type { LossPair } from '../../../losses/loss-pair';
import { meanAbsoluteError } from '../../../losses/mean-absolute-error';
import { pixelCrossEntropy } from '../../../losses/pixel-cross-entropy';
import { smoothL1 } from '../../../losses/smooth-l1';
import { box } from '../../../measures/box';
import { mask } from '../../../measures/mask';
import type { Measure } from '../../../measures/measure';
import { ordinal } from '../../../measures/ordinal';
import { tags } from '../../../measures/tags';
import { integers, integerValues, noise, type KernelCase } from './kernel-case';

/**
 * A loss or a measure that has a kernel of its own, or is composed of stock operations, then with one
 * that it cannot do without.
 */
interface Composed {
  readonly kernel: string;
  readonly name: string;
  readonly output: readonly number[];
  readonly target: (batch: number) => Tensor;
  readonly loss?: LossPair;
  readonly values?: Readonly<Record<string, number>>;
  readonly measure?: Measure;
}

const numbers = (...shape: readonly number[]) => (batch: number) => noise([batch, ...shape], 8);
const boxes = (batch: number) => sigmoid(noise([batch, 4], 8, -2, 2));
const classes = (end: number, ...shape: readonly number[]) => (batch: number) => integers([batch, ...shape], end, 6);
const answers = (...shape: readonly number[]) => (batch: number) => {
  const values = integerValues(shape.reduce((size, length) => size * length, batch), 2, 6);
  return reshape(tensor1d(Float32Array.from(values)), [batch, ...shape]);
};

const composed: readonly Composed[] = [
  { kernel: 'OneHot', name: 'smoothed cross-entropy', output: [7], target: classes(7), loss: crossEntropy, values: { labelSmoothing: 0.1 } },
  { kernel: 'Sign', name: 'absolute error', output: [5, 3, 2], target: numbers(5, 3, 2), loss: meanAbsoluteError },
  { kernel: 'ClipByValue', name: 'Huber', output: [5], target: numbers(5), loss: huber, values: { delta: 0.3 } },
  { kernel: 'Sigmoid', name: 'smooth L1 of boxes', output: [4], target: boxes, loss: smoothL1 },
  { kernel: 'BoxLoss', name: 'IoU', output: [4], target: boxes, loss: iou, measure: box },
  { kernel: 'BoxLoss', name: 'GIoU', output: [4], target: boxes, loss: giou },
  { kernel: 'BoxSums', name: 'overlap of boxes', output: [4], target: boxes, measure: box },
  { kernel: 'OneHot', name: 'masks of two classes', output: [6, 5, 1], target: classes(2, 6, 5), loss: pixelCrossEntropy, measure: mask },
  ...[0, 0.25, 1].map((dice): Composed => ({
    kernel: 'MaskLoss', name: `masks of two classes as numbers, Dice ${dice}`, output: [9, 13, 1], target: answers(9, 13), loss: pixelCrossEntropy, values: { dice },
  })),
  { kernel: 'MaskSums', name: 'masks of two classes as numbers', output: [9, 13, 1], target: answers(9, 13), measure: mask },
  { kernel: 'MaskSums', name: 'masks of nothing', output: [3, 3, 1], target: (batch) => fill([batch, 3, 3], 0), measure: mask },
  { kernel: 'Softmax', name: 'masks of four classes', output: [6, 5, 4], target: classes(4, 6, 5), loss: pixelCrossEntropy, measure: mask },
  { kernel: 'Softplus', name: 'tags', output: [6], target: answers(6), loss: binaryCrossEntropy, measure: tags },
  { kernel: 'Cumsum', name: 'ordered levels', output: [4], target: classes(5), loss: cumulativeLogits, measure: ordinal },
];

/** 1 or 0 for every example, 1 for the first. */
const weightsOf = (batch: number) => tensor1d(Array.from({ length: batch }, (_, example) => (example % 3 === 1 ? 0 : 1)));

export const composedCases: readonly KernelCase[] = composed.flatMap(({ kernel, name, output, target, loss, values = {}, measure }) =>
  [1, 37].map((batch): KernelCase => ({
    kernel,
    name: `${name}, batch ${batch}`,
    run: () => {
      const prediction = noise([batch, ...output], 5, -3, 3);
      const evaluated = loss?.evaluate(prediction, target(batch), weightsOf(batch), batch, values);
      return [
        ...(evaluated === undefined ? [] : [evaluated.value, evaluated.cotangent]),
        ...(measure === undefined ? [] : [measure(prediction, target(batch)), measure(prediction, target(batch), weightsOf(batch))]),
      ];
    },
    thorough: batch === 1,
  })),
);
