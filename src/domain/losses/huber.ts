import type { LossKind } from './loss-kind';

/**
 * ½ e² up to an error of δ, and δ (|e| − ½ δ) beyond; e = prediction − truth, as the head has it.
 */
export const huber = {
  parameters: { delta: { kind: 'real', min: 0.01, max: 10, default: 1, scale: 'log' } },
  fits: ['values', 'image'],
  papers: ['huber1964'],
} as const satisfies LossKind;
