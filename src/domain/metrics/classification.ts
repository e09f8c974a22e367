import { sumAt, type Summary } from './summary';

/**
 * [correct, examples] → accuracy, 0 to 1. The further metrics are no sums: they follow from all
 * answers of a test, as `classifier-scores` says, and so does the confusion matrix.
 */
export const classification = {
  sumsLength: () => 2,
  further: ['precision', 'recall', 'f1', 'auc'],
  metricsOf: (sums) => ({ accuracy: sumAt(sums, 0) / sumAt(sums, 1) }),
  details: { lengths: (classes) => ({ confusion: classes ** 2 }) },
} as const satisfies Summary;
