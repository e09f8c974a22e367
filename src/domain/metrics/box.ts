import { boxScores } from './box-scores';
import { sumAt, type Summary } from './summary';

/**
 * [Σ IoU, images] → mean intersection over union of the predicted and the true box, one an image.
 * Average precision is no sum: a test leaves it as `box-scores` says.
 */
export const box = {
  sumsLength: () => 2,
  further: boxScores,
  details: { lengths: () => ({}) },
  metricsOf: (sums) => ({ iou: sumAt(sums, 0) / sumAt(sums, 1) }),
} as const satisfies Summary;
