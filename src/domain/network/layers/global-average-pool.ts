import { ok } from '../../../lib/result';
import { imageShape } from '../shapes/image-shape';
import type { LayerKind } from '../layer-kind';

/** The mean of each channel over the whole image: [h, w, c] → [c]. */
export const globalAveragePool: LayerKind = {
  inputs: 'one',
  parameters: {},
  infer: ([shape = []]) => {
    const image = imageShape(shape);
    if (!image.ok) return image;
    const [, , channels] = image.value;
    return ok({ output: [channels], weights: [] });
  },
};
