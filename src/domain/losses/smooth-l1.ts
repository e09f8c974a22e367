import type { LossKind } from './loss-kind';

/**
 * Of the four numbers of a box, each a share of the image: ½ e² / β up to an error of β, and |e| −
 * ½ β beyond; Huber's loss with δ = β, divided by β.
 */
export const smoothL1 = {
  parameters: { beta: { kind: 'real', min: 0.001, max: 1, default: 0.1, scale: 'log' } },
  fits: ['box'],
  // Equation 3, with β as on the page.
  papers: ['girshick2015fastrcnn'],
  page: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.SmoothL1Loss.html',
} as const satisfies LossKind;
