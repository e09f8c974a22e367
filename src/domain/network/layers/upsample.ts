import { fail, ok } from '../../../lib/result';
import { numberOf, type ParameterSpecs } from '../../parameters';
import type { LayerKind } from '../layer-kind';

const parameters: ParameterSpecs = { factor: { kind: 'integer', min: 2, max: 8, default: 2 } };

/** Repeats every pixel factor × factor times (nearest neighbour): [h, w, c] → [h·f, w·f, c]. */
export const upsample: LayerKind = {
  inputs: 'one',
  parameters,
  infer: ([shape = []], values) => {
    const [height, width, channels] = shape;
    if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined) {
      return fail({ code: 'needs-image', figures: { given: shape.join('×') } });
    }
    const factor = numberOf(parameters, values, 'factor');
    return ok({ output: [height * factor, width * factor, channels], weights: [] });
  },
};
