import type { LossKind } from './loss-kind';

/**
 * 1 − intersection over union of two boxes. Boxes that lie apart all lose 1, and learn nothing.
 */
export const iou = {
  parameters: {},
  fits: ['box'],
  // Algorithm 2.
  papers: ['rezatofighi2019giou'],
} as const satisfies LossKind;
