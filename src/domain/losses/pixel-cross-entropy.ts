import type { LossKind } from './loss-kind';

/**
 * (1 − d) · the mean cross-entropy of the pixels + d · (1 − the soft Dice coefficient of the
 * image), d being `dice`. Dice is (2 Σ p y + 1) / (Σ p + Σ y + 1) over the pixels of one image, p
 * the probability and y the truth of a class; of several classes the mean, without the background,
 * which is class 0.
 */
export const pixelCrossEntropy = {
  parameters: { dice: { kind: 'real', min: 0, max: 1, default: 0.5, scale: 'linear' } },
  fits: ['mask'],
  // Dice is of the first, the sum of both of the second.
  papers: ['milletari2016vnet', 'isensee2018nnunet'],
} as const satisfies LossKind;
