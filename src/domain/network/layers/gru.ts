import { ok } from '../../../lib/result';
import { numberOf, type ParameterSpecs } from '../../parameters';
import type { LayerKind } from '../layer-kind';
import { imageShape } from '../shapes/image-shape';

const parameters: ParameterSpecs = {
  units: { kind: 'integer', min: 1, max: 1024, default: 64 },
};

/**
 * Reads an image row by row with gated recurrent units (Cho et al. 2014, in the form of PyTorch's
 * nn.GRU, whose reset gate acts behind the product with the state) and gives the state behind the
 * last row: [rows, columns, channels] → [units]. Each weight holds the reset gate, the update gate
 * and the new values side by side.
 */
export const gru: LayerKind = {
  inputs: 'one',
  parameters,
  infer: ([shape = []], values) => {
    const image = imageShape(shape);
    if (!image.ok) return image;
    const [rows, columns, channels] = image.value;
    const units = numberOf(parameters, values, 'units');
    const features = columns * channels;
    const ofRow = { fanIn: features, fanOut: units };
    const ofState = { fanIn: units, fanOut: units };
    return ok({
      output: [units],
      weights: [
        { name: 'kernel', shape: [features, 3 * units], initialiser: 'glorot', ...ofRow },
        { name: 'bias', shape: [3 * units], initialiser: 'zeros', ...ofRow },
        { name: 'recurrent-kernel', shape: [units, 3 * units], initialiser: 'glorot', ...ofState },
        { name: 'recurrent-bias', shape: [3 * units], initialiser: 'zeros', ...ofState },
      ],
      // Of each row: itself, its three products, four gates and the state.
      between: rows * (features + 8 * units),
    });
  },
};
