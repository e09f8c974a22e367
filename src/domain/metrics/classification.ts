import { sumAt, type Summary } from './summary';

/** [correct, examples] → accuracy, 0 to 1. */
export const classification = {
  sumsLength: () => 2,
  metricsOf: (sums) => ({ accuracy: sumAt(sums, 0) / sumAt(sums, 1) }),
} as const satisfies Summary;
