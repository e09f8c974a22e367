import { conv2d as kind } from '../../domain/network/layers/conv2d';
import { choiceOf, numberOf } from '../../domain/parameters';
import { paddingOf } from '../operations/raw-kernels';
import { activationOf } from './activations';
import type { PlannedLayer } from '../../plan/compile';
import type { LayerPair } from './layer-pair';
import { convolve, convolveGradients } from './linear';
import { onlyInput } from './only-input';

/** [batch, h, w, channels] → [batch, h', w', filters]; weights: kernel and bias. */
export const conv2d: LayerPair = {
  addsUp: true,
  forward: (layer, inputs, weights) => convolve(onlyInput(inputs), weights, activationIn(layer), convolutionIn(layer)),
  backward: (layer, cotangent, context) => convolveGradients(cotangent, context, activationIn(layer), convolutionIn(layer)),
};

/** What follows a convolution; of a separable one as well, whose parameters are the same. */
export function activationIn(layer: PlannedLayer) {
  return activationOf(choiceOf(kind.parameters, layer.values, 'activation'));
}

/** How the window of a convolution moves, likewise. */
export function convolutionIn(layer: PlannedLayer) {
  return {
    stride: numberOf(kind.parameters, layer.values, 'stride'),
    padding: paddingOf(choiceOf(kind.parameters, layer.values, 'padding')),
  };
}
