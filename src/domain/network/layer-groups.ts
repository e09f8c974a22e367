import type { LayerKindId } from './layer-kinds';

/** The kinds of layers as they are offered, in groups of those that do alike. */
export const layerGroups = [
  { group: 'ends', kinds: ['input', 'head'] },
  { group: 'features', kinds: ['conv2d', 'separable-conv2d', 'dense', 'gru', 'activation'] },
  { group: 'sizes', kinds: ['max-pool', 'average-pool', 'global-average-pool', 'flatten', 'upsample'] },
  { group: 'training', kinds: ['batch-norm', 'dropout'] },
  { group: 'joining', kinds: ['add', 'multiply', 'concat'] },
  { group: 'sharing', kinds: ['cross-stitch', 'sluice', 'experts', 'film', 'gradient-reversal'] },
] as const satisfies readonly { readonly group: string; readonly kinds: readonly LayerKindId[] }[];
