import type { LossKind } from './loss-kind';

/**
 * 1 − GIoU: 1 − IoU, and the share of the smallest box around both that neither covers. From 0 for
 * equal boxes to 2.
 */
export const giou = {
  parameters: {},
  fits: ['box'],
  reference: 'Rezatofighi et al. 2019, algorithm 2',
} as const satisfies LossKind;
