import { upsample as kind } from '../../domain/network/layers/upsample';
import { numberOf } from '../../domain/parameters';
import { asImages } from '../operations/task-axis';
import { upsample as enlarge, upsampleGradient } from '../operations/upsampling';
import type { PlannedLayer } from '../../plan/compile';
import type { LayerPair } from './layer-pair';
import { onlyInput } from './only-input';

/** [batch, h, w, channels] → [batch, h · factor, w · factor, channels]. */
export const upsample: LayerPair = {
  forward: (layer, inputs) => ({ output: enlarge(asImages(onlyInput(inputs)), factorIn(layer)), saved: [] }),
  backward: (layer, cotangent, context) => ({
    inputs: context.needsInputs ? [upsampleGradient(cotangent, factorIn(layer))] : [],
    weights: [],
  }),
};

function factorIn(layer: PlannedLayer): number {
  return numberOf(kind.parameters, layer.values, 'factor');
}
