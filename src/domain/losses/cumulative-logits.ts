import type { LossKind } from './loss-kind';

/**
 * L ordered levels as L − 1 questions, "is it above level k?", each with binary cross-entropy; the
 * mean over the questions. The answer is the number of logits above 0.
 */
export const cumulativeLogits = {
  parameters: {},
  fits: ['ordinal'],
  papers: ['niu2016ordinal', 'cao2020coral'],
} as const satisfies LossKind;
