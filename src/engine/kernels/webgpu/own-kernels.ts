import type { KernelConfig } from '@tensorflow/tfjs-core';
import { activationGradient } from './activation-gradient';
import { batchNormBackward, batchNormForward } from './batch-norm';
import { dropoutMask } from './dropout-mask';
import { gatherImages, gatherRows } from './gather';
import { classificationSums, meanSquaredError, softmaxCrossEntropy } from './losses';
import { regressionSums } from './regression-sums';
import { taskGram } from './task-gram';
import { updateWeights } from './update-weights';
import { combineRows, scale, splitVector } from './vectors';

/** Kernels for what TensorFlow.js has no name for, convolution, products and pooling apart. */
export const ownKernels: readonly KernelConfig[] = [
  activationGradient, batchNormBackward, batchNormForward, classificationSums, combineRows, dropoutMask, gatherImages, gatherRows,
  meanSquaredError, regressionSums, scale, softmaxCrossEntropy, splitVector, taskGram, updateWeights,
];
