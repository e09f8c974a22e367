import { ok } from '../../../lib/result';
import { choiceOf, numberOf, type ParameterSpecs } from '../../parameters';
import { activations, initialiserBefore, type LayerKind } from '../layer-kind';
import { sizeOf } from '../../shape';

const parameters: ParameterSpecs = {
  units: { kind: 'integer', min: 1, max: 4096, default: 64 },
  activation: { kind: 'choice', options: activations, default: 'relu' },
};

/**
 * Flattens what it is given, multiplies by a learned matrix, adds a bias, applies an activation:
 * any shape → [units].
 */
export const dense: LayerKind = {
  inputs: 'one',
  parameters,
  infer: ([shape = []], values) => {
    const units = numberOf(parameters, values, 'units');
    const fanIn = sizeOf(shape);
    const initialiser = initialiserBefore(choiceOf(parameters, values, 'activation'));
    return ok({
      output: [units],
      weights: [
        { name: 'kernel', shape: [fanIn, units], initialiser, fanIn, fanOut: units },
        { name: 'bias', shape: [units], initialiser: 'zeros', fanIn, fanOut: units },
      ],
    });
  },
};
