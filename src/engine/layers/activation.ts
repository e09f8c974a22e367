import { activation as kind } from '../../domain/network/layers/activation';
import { choiceOf } from '../../domain/parameters';
import { activate, activationGradient, activationOf } from './activations';
import type { PlannedLayer } from '../../plan/compile';
import type { LayerPair } from './layer-pair';
import { onlyInput } from './only-input';

/** [batch, …] → the same shape. */
export const activation: LayerPair = {
  forward: (layer, inputs) => ({ output: activate(functionIn(layer), onlyInput(inputs)), saved: [] }),
  backward: (layer, cotangent, context) => {
    if (!context.needsInputs) return { inputs: [], weights: [] };
    const input = activationGradient(functionIn(layer), cotangent, context.output, onlyInput(context.inputs));
    return { inputs: [input], weights: [] };
  },
};

function functionIn(layer: PlannedLayer) {
  return activationOf(choiceOf(kind.parameters, layer.values, 'function'));
}
