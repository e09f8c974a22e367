import type { LossKind } from './loss-kind';

/** The mean of |e|; e = prediction − truth. */
export const meanAbsoluteError = {
  parameters: {},
  fits: ['values', 'image'],
  papers: [],
  page: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.L1Loss.html',
} as const satisfies LossKind;
