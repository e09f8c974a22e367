import { sumAt, type Summary } from './summary';

/**
 * [per class the pixels that have it in truth and answer, then per class those that have it in
 * either, then Σ Dice, images] → mean intersection over union over the classes that occur, with the
 * background, and the mean Dice coefficient of an image. A head with one value a pixel has two
 * classes.
 */
export const mask = {
  sumsLength: (output) => 2 * Math.max(2, output.at(-1) ?? 1) + 2,
  further: [],
  metricsOf: (sums) => {
    const classes = (sums.length - 2) / 2;
    const shares: number[] = [];
    for (let one = 0; one < classes; one += 1) {
      const union = sumAt(sums, classes + one);
      if (union > 0) shares.push(sumAt(sums, one) / union);
    }
    return {
      iou: shares.reduce((sum, share) => sum + share, 0) / shares.length,
      dice: sumAt(sums, 2 * classes) / sumAt(sums, 2 * classes + 1),
    };
  },
} as const satisfies Summary;
