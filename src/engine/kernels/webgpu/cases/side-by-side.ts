import { expandDims, fill, fused, matMul, ones, relu, reshape, sigmoid, tensor1d, type Tensor } from '@tensorflow/tfjs-core';
import { activationGradient } from '../../../layers/activations';
import { crossEntropy } from '../../../losses/cross-entropy';
import { giou } from '../../../losses/giou';
import { pixelCrossEntropy } from '../../../losses/pixel-cross-entropy';
import { box } from '../../../measures/box';
import { classification } from '../../../measures/classification';
import { mask } from '../../../measures/mask';
import { convolutionWeightGradients, denseInputGradient, denseWeightGradients } from '../../../operations/linear-gradients';
import { poolMaxima } from '../../../operations/max-pooling';
import { atEveryPixel, convolutionInputGradient } from '../../../operations/raw-kernels';
import { sideBySide } from '../../../operations/side-by-side';
import { asImages, asRows } from '../../../operations/task-axis';
import { scale } from '../../../operations/vectors';
import { integers, integerValues, noise, type KernelCase } from './kernel-case';

const convolved = (images: Tensor, kernel: Tensor) =>
  fused.conv2d({ x: asImages(images), filter: asImages(kernel), strides: 1, pad: 'same', bias: noise([7], 3), activation: 'relu' });

/** What may run at once, and what must not: whose results the next one takes. */
const works: Readonly<Record<string, () => readonly Tensor[]>> = {
  'products of one matrix': () => {
    const [left, more] = [noise([9, 13], 1), noise([9, 4], 2)];
    return [matMul(left, noise([13, 4], 3)), denseWeightGradients(asRows(left), noise([2, 9, 4], 4)), denseInputGradient(asRows(more), asRows(noise([13, 4], 5)))];
  },
  'gradients of a convolution, then of what was before it': () => {
    const [images, kernel, cotangent] = [noise([3, 9, 7, 4], 1), noise([3, 3, 4, 8], 2), noise([3, 9, 7, 8], 4)];
    const weights = convolutionWeightGradients(images, expandDims(cotangent, 0), [3, 3, 4, 8], atEveryPixel);
    const input = convolutionInputGradient(asImages(cotangent), asImages(kernel), [3, 9, 7, 4], atEveryPixel);
    return [weights, input, activationGradient('relu', expandDims(input, 0), images, undefined)];
  },
  'branches that meet': () => {
    const images = noise([2, 6, 6, 5], 1);
    const { output } = poolMaxima(asImages(images), { size: [2, 2], stride: 2, padding: 'valid' });
    const other = convolved(images, noise([1, 1, 5, 7], 2));
    return [output, other, scale(output, 2), scale(other, -0.5), convolved(other, noise([3, 3, 7, 7], 6))];
  },
  'stock programs in between': () => {
    const x = noise([5, 7], 1);
    const doubled = scale(x, 2);
    const [positive, halved] = [relu(doubled), scale(x, 0.5)];
    return [doubled, positive, halved, scale(positive, 3), relu(halved)];
  },
  'losses and sums': () => {
    const [logits, classes] = [noise([33, 10], 5, -3, 3), integers([33], 10, 6)];
    const [boxes, truth] = [noise([33, 4], 7, -2, 2), sigmoid(noise([33, 4], 8, -2, 2))];
    const weights = tensor1d(Array.from({ length: 33 }, (_, example) => Number(example % 3 !== 1)));
    const [pixels, figures] = [noise([33, 5, 6, 1], 9, -3, 3), reshape(tensor1d(Float32Array.from(integerValues(990, 2, 6))), [33, 5, 6])];
    const losses = [crossEntropy.evaluate(logits, classes, ones([33]), 33, {}), giou.evaluate(boxes, truth, weights, 22, {}), pixelCrossEntropy.evaluate(pixels, figures, fill([33], 1), 33, { dice: 0.5 })];
    return [...losses.flatMap(({ value, cotangent }) => [value, cotangent]), classification(logits, classes), box(boxes, truth, weights), mask(pixels, figures)];
  },
};

export const sideBySideCases: readonly KernelCase[] = Object.entries(works).map(([name, work]) => ({ kernel: 'Scale', name: `side by side: ${name}`, run: () => sideBySide(work) }));
