import { ok } from '../../../lib/result';
import type { LayerKind } from '../layer-kind';

/** An activation as a layer of its own; the shape stays. */
export const activation: LayerKind = {
  inputs: 'one',
  parameters: { function: { kind: 'choice', options: ['relu', 'gelu', 'sigmoid', 'tanh'], default: 'relu' } },
  infer: ([shape = []]) => ok({ output: shape, weights: [] }),
};
