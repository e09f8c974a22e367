import { sumAt, type Summary } from './summary';

/**
 * [Σ |predicted level − true level|, right answers, examples] → mean absolute error in levels, and
 * accuracy.
 */
export const ordinal = {
  sumsLength: () => 3,
  further: [],
  metricsOf: (sums) => ({
    'level-mae': sumAt(sums, 0) / sumAt(sums, 2),
    accuracy: sumAt(sums, 1) / sumAt(sums, 2),
  }),
} as const satisfies Summary;
