import type { LossKind } from './loss-kind';

/**
 * Of each tag −log σ(z) where it is there, and −log (1 − σ(z)) where not; the mean over the tags.
 */
export const binaryCrossEntropy = {
  parameters: {},
  fits: ['tags'],
  papers: [],
  page: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html',
} as const satisfies LossKind;
