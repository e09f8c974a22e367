import { pad, slice, type Tensor } from '@tensorflow/tfjs-core';
import { viewOf } from '../../domain/network/layers/input';
import type { PlannedLayer } from '../../plan/compile';
import type { LayerPair } from './layer-pair';
import { onlyInput } from './only-input';

/**
 * Hands on the field that the step gathered, [batch, …shape], or the half of the images that the
 * layer shows.
 */
export const input: LayerPair = {
  forward: (layer, inputs) => {
    const given = onlyInput(inputs);
    const view = viewIn(layer, given);
    return { output: view === undefined ? given.clone() : slice(given, [0, ...view.begin], [given.shape[0] ?? 0, ...view.size]), saved: [] };
  },
  backward: (layer, cotangent, context) => {
    if (!context.needsInputs) return { inputs: [], weights: [] };
    const given = onlyInput(context.inputs);
    const view = viewIn(layer, given);
    if (view === undefined) return { inputs: [cotangent.clone()], weights: [] };
    const [, ...lengths] = given.shape;
    const around = lengths.map((length, axis): [number, number] => {
      const begin = view.begin[axis] ?? 0;
      return [begin, length - begin - (view.size[axis] ?? 0)];
    });
    return { inputs: [pad(cotangent, [[0, 0], [0, 0], ...around])], weights: [] };
  },
};

/** The part of the images that is shown; undefined for all of what comes in. */
function viewIn(layer: PlannedLayer, given: Tensor) {
  return viewOf(layer.values, given.shape.slice(1));
}
