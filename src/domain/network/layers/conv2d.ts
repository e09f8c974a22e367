import { fail, ok } from '../../../lib/result';
import { choiceOf, numberOf, type ParameterSpecs } from '../../parameters';
import { imageShape } from '../image-shape';
import { activations, type LayerKind } from '../layer-kind';
import { windowedLength } from '../../shape';

const parameters: ParameterSpecs = {
  filters: { kind: 'integer', min: 1, max: 512, default: 16 },
  kernel: { kind: 'integer', min: 1, max: 11, default: 3 },
  stride: { kind: 'integer', min: 1, max: 4, default: 1 },
  padding: { kind: 'choice', options: ['same', 'valid'], default: 'same' },
  activation: { kind: 'choice', options: activations, default: 'relu' },
};

/** Cross-correlation with learned square kernels and a bias, then an activation: [h, w, c] → [h', w', filters]. */
export const conv2d: LayerKind = {
  inputs: 'one',
  parameters,
  infer: ([shape = []], values) => {
    const image = imageShape(shape);
    if (!image.ok) return image;
    const [height, width, channels] = image.value;
    const kernel = numberOf(parameters, values, 'kernel');
    const filters = numberOf(parameters, values, 'filters');
    const stride = numberOf(parameters, values, 'stride');
    const padding = choiceOf(parameters, values, 'padding');
    const output = [windowedLength(height, kernel, stride, padding), windowedLength(width, kernel, stride, padding), filters];
    if (output.some((length) => length < 1)) {
      return fail({ code: 'window-too-large', figures: { window: kernel, given: shape.join('×') } });
    }
    const fanIn = kernel * kernel * channels;
    const initialiser = choiceOf(parameters, values, 'activation') === 'relu' ? 'he' : 'glorot';
    return ok({
      output,
      weights: [
        { name: 'kernel', shape: [kernel, kernel, channels, filters], initialiser, fanIn, fanOut: kernel * kernel * filters },
        { name: 'bias', shape: [filters], initialiser: 'zeros', fanIn, fanOut: filters },
      ],
    });
  },
};
