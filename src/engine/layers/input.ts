import { pad, slice, type Tensor } from '@tensorflow/tfjs-core';
import { input as kind, viewOf } from '../../domain/network/layers/input';
import { choiceOf } from '../../domain/parameters';
import type { PlannedLayer } from '../../plan/compile';
import type { LayerPair } from './layer-pair';
import { onlyInput } from './only-input';

/**
 * Hands on the images that the step gathered, [batch, h, w, channels], or the half of them that the
 * layer shows.
 */
export const input: LayerPair = {
  forward: (layer, inputs) => {
    const images = onlyInput(inputs);
    const view = viewIn(layer, images);
    return { output: view === undefined ? images.clone() : slice(images, [0, ...view.begin], [images.shape[0] ?? 0, ...view.size]), saved: [] };
  },
  backward: (layer, cotangent, context) => {
    if (!context.needsInputs) return { inputs: [], weights: [] };
    const images = onlyInput(context.inputs);
    const view = viewIn(layer, images);
    if (view === undefined) return { inputs: [cotangent.clone()], weights: [] };
    const [, ...lengths] = images.shape;
    const around = lengths.map((length, axis): [number, number] => {
      const begin = view.begin[axis] ?? 0;
      return [begin, length - begin - (view.size[axis] ?? 0)];
    });
    return { inputs: [pad(cotangent, [[0, 0], [0, 0], ...around])], weights: [] };
  },
};

/** The part of the images that is shown; undefined for all of them. */
function viewIn(layer: PlannedLayer, images: Tensor) {
  const field = choiceOf(kind.parameters, layer.values, 'field');
  return field === 'image' ? undefined : viewOf(field, images.shape.slice(1));
}
