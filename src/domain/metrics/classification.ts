import { mapValues } from '../../lib/keys';
import { scoreClassifier } from './classifier-scores';
import { arrayAt, sumAt, type Summary } from './summary';

/**
 * [correct, examples] → accuracy, 0 to 1. The further metrics are no sums: they follow from the
 * logits [examples, classes] and the true classes [examples] of a whole test, as `classifier-scores`
 * says.
 */
export const classification = {
  sumsLength: () => 2,
  further: ['precision', 'recall', 'f1', 'auc'],
  metricsOf: (sums) => ({ accuracy: sumAt(sums, 0) / sumAt(sums, 1) }),
  details: {
    of: (read, classes) => {
      const { confusion, ...scores } = scoreClassifier(arrayAt(read, 0), arrayAt(read, 1), classes);
      // In single precision, as all that is kept of a test has been from the first version on.
      return { metrics: mapValues(scores, Math.fround), confusion };
    },
    lengths: (classes) => ({ confusion: classes ** 2 }),
  },
} as const satisfies Summary;
