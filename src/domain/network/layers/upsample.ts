import { ok } from '../../../lib/result';
import { numberOf, type ParameterSpecs } from '../../parameters';
import { imageShape } from '../shapes/image-shape';
import type { LayerKind } from '../layer-kind';

const parameters: ParameterSpecs = { factor: { kind: 'integer', min: 2, max: 8, default: 2 } };

/** Repeats every pixel factor × factor times (nearest neighbour): [h, w, c] → [h·f, w·f, c]. */
export const upsample: LayerKind = {
  inputs: 'one',
  parameters,
  infer: ([shape = []], values) => {
    const image = imageShape(shape);
    if (!image.ok) return image;
    const [height, width, channels] = image.value;
    const factor = numberOf(parameters, values, 'factor');
    return ok({ output: [height * factor, width * factor, channels], weights: [] });
  },
};
