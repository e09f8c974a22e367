import { dense as kind } from '../../domain/network/layers/dense';
import { choiceOf } from '../../domain/parameters';
import { activationOf } from './activations';
import type { PlannedLayer } from '../../plan/compile';
import type { LayerPair } from './layer-pair';
import { multiply, multiplyGradients } from './linear';
import { onlyInput } from './only-input';

/** [batch, …] → [batch, units]; weights: kernel and bias. */
export const dense: LayerPair = {
  addsUp: true,
  forward: (layer, inputs, weights) => multiply(onlyInput(inputs), weights, activationIn(layer)),
  backward: (layer, cotangent, context) => multiplyGradients(cotangent, context, activationIn(layer)),
};

function activationIn(layer: PlannedLayer) {
  return activationOf(choiceOf(kind.parameters, layer.values, 'activation'));
}
