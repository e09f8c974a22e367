import type { LossKind } from './loss-kind';

/** The mean of e², or of ½ e² where `half` is set; e = prediction − truth. */
export const meanSquaredError = {
  parameters: { half: { kind: 'flag', default: false } },
  fits: ['values', 'image'],
  papers: [],
  page: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.MSELoss.html',
} as const satisfies LossKind;
