import { mul, sub } from '@tensorflow/tfjs-core';
import type { UpdateRule } from './update-rule';

/** w ← w − η g. */
export const sgd: UpdateRule = {
  slots: 0,
  update: ({ weights, gradient, learningRate }) => ({ weights: sub(weights, mul(gradient, learningRate)), slots: [] }),
};
