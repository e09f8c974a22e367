import { boxLoss } from './parts/box-loss';
import type { LossPair } from './loss-pair';

/** 1 − GIoU of the boxes of each example, as `boxLoss` says. */
export const giou: LossPair = {
  evaluate: (prediction, target, exampleWeights, total) => boxLoss(prediction, target, exampleWeights, total, true),
};
