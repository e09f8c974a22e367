import type { LossKind } from './loss-kind';

/**
 * 1 − GIoU: 1 − IoU, and the share of the smallest box around both that neither covers. From 0 for
 * equal boxes to 2.
 */
export const giou = {
  parameters: {},
  fits: ['box'],
  // Algorithm 2.
  papers: ['rezatofighi2019giou'],
} as const satisfies LossKind;
