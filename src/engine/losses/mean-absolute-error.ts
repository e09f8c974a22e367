import { abs, reshape, sign, sub } from '@tensorflow/tfjs-core';
import type { LossPair } from './loss-pair';
import { meanOverElements } from './parts/per-example';

/** The mean over an example's elements of |prediction − target|; its derivative at 0 is 0. */
export const meanAbsoluteError: LossPair = {
  evaluate: (prediction, target, exampleWeights, total) => {
    const error = sub(prediction, reshape(target, prediction.shape));
    return meanOverElements(abs(error), sign(error), exampleWeights, total);
  },
};
