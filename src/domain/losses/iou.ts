import type { LossKind } from './loss-kind';

/**
 * 1 − intersection over union of two boxes. Boxes that lie apart all lose 1, and learn nothing.
 */
export const iou = {
  parameters: {},
  fits: ['box'],
  reference: 'Rezatofighi et al. 2019, algorithm 2',
} as const satisfies LossKind;
