import { mul, reshape, sigmoid, square, sub } from '@tensorflow/tfjs-core';
import { smoothL1 as kind } from '../../domain/losses/smooth-l1';
import { numberOf } from '../../domain/parameters';
import { huberOf } from './huber';
import type { LossPair } from './loss-pair';
import { meanOverElements } from './parts/per-example';

/**
 * Smooth L1 of a box: prediction [batch, 4] in front of the sigmoid, target [batch, 4] centre x,
 * centre y, width and height as shares of the image.
 */
export const smoothL1: LossPair = {
  evaluate: (prediction, target, exampleWeights, total, values) => {
    const beta = numberOf(kind.parameters, values, 'beta');
    const boxes = sigmoid(prediction);
    const { value, derivative } = huberOf(sub(boxes, reshape(target, prediction.shape)), beta);
    const slope = sub(boxes, square(boxes));
    return meanOverElements(value, mul(derivative, slope), exampleWeights, total * beta);
  },
};
