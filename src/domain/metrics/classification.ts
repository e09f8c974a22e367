import { classifierScores } from './classifier-scores';
import { sumAt, type Summary } from './summary';

/**
 * [correct, examples] → accuracy, 0 to 1. The further metrics are no sums: a test leaves them as
 * `classifier-scores` says.
 */
export const classification = {
  sumsLength: () => 2,
  further: classifierScores,
  metricsOf: (sums) => ({ accuracy: sumAt(sums, 0) / sumAt(sums, 1) }),
} as const satisfies Summary;
