import { boxLoss } from './parts/box-loss';
import type { LossPair } from './loss-pair';

/** 1 − IoU of the boxes of each example, as `boxLoss` says. */
export const iou: LossPair = {
  evaluate: (prediction, target, exampleWeights, total) => boxLoss(prediction, target, exampleWeights, total, false),
};
