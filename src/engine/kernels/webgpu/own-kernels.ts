import type { KernelConfig } from '@tensorflow/tfjs-core';
import { activationGradient, activationGradientOfSum } from './activation-gradient';
import { batchNormBackward, batchNormForward } from './batch-norm';
import { boxLoss, boxSums } from './boxes';
import { joinColumns, splitColumns } from './columns';
import { dropoutMask } from './dropout-mask';
import { gatherImages, gatherRows } from './gather';
import { classificationSums, meanSquaredError, softmaxCrossEntropy } from './losses';
import { maskLoss, maskSums } from './masks';
import { regressionSums } from './regression-sums';
import { taskGram } from './task-gram';
import { updateWeights } from './update-weights';
import { upsample, upsampleGradient } from './upsampling';
import { combineRows, scale, splitVector } from './vectors';

/** Kernels for what TensorFlow.js has no name for, convolution, products and pooling apart. */
export const ownKernels: readonly KernelConfig[] = [
  activationGradient, activationGradientOfSum, batchNormBackward, batchNormForward, boxLoss, boxSums, classificationSums, combineRows, dropoutMask, gatherImages,
  gatherRows, maskLoss, maskSums, meanSquaredError, regressionSums, scale, softmaxCrossEntropy, splitVector, taskGram, updateWeights,
  joinColumns, splitColumns, upsample, upsampleGradient,
];
