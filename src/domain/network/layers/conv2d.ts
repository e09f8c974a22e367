import { ok } from '../../../lib/result';
import { choiceOf, numberOf, type ParameterSpecs } from '../../parameters';
import { windowed } from '../shapes/image-shape';
import { activations, initialiserBefore, type LayerKind } from '../layer-kind';

const parameters: ParameterSpecs = {
  filters: { kind: 'integer', min: 1, max: 2048, default: 16 },
  kernel: { kind: 'integer', min: 1, max: 11, default: 3 },
  stride: { kind: 'integer', min: 1, max: 4, default: 1 },
  padding: { kind: 'choice', options: ['same', 'valid'], default: 'same', rare: true },
  activation: { kind: 'choice', options: activations, default: 'relu' },
};

/**
 * Cross-correlation with learned square kernels and a bias, then an activation: [h, w, c] → [h',
 * w', filters].
 */
export const conv2d: LayerKind = {
  inputs: 'one',
  parameters,
  infer: ([shape = []], values) => {
    const kernel = numberOf(parameters, values, 'kernel');
    const filters = numberOf(parameters, values, 'filters');
    const image = windowed(shape, parameters, values, kernel);
    if (!image.ok) return image;
    const { places, channels } = image.value;
    const fanIn = kernel * kernel * channels;
    const initialiser = initialiserBefore(choiceOf(parameters, values, 'activation'));
    return ok({
      output: [...places, filters],
      weights: [
        { name: 'kernel', shape: [kernel, kernel, channels, filters], initialiser, fanIn, fanOut: kernel * kernel * filters },
        { name: 'bias', shape: [filters], initialiser: 'zeros', fanIn, fanOut: filters },
      ],
    });
  },
};
