import { fail, ok } from '../../lib/result';
import { choiceOf, numberOf, type ParameterSpecs } from '../parameters';
import { imageShape } from './image-shape';
import type { LayerKind } from './layer-kind';
import { windowedLength } from '../shape';

const parameters: ParameterSpecs = {
  size: { kind: 'integer', min: 2, max: 8, default: 2 },
  stride: { kind: 'integer', min: 1, max: 8, default: 2 },
  padding: { kind: 'choice', options: ['valid', 'same'], default: 'valid' },
};

/** What both poolings share: a square window slides over [h, w, c] and leaves the channels apart. */
export const pooling: LayerKind = {
  inputs: 'one',
  parameters,
  infer: ([shape = []], values) => {
    const image = imageShape(shape);
    if (!image.ok) return image;
    const [height, width, channels] = image.value;
    const size = numberOf(parameters, values, 'size');
    const stride = numberOf(parameters, values, 'stride');
    const padding = choiceOf(parameters, values, 'padding');
    const output = [windowedLength(height, size, stride, padding), windowedLength(width, size, stride, padding), channels];
    if (output.some((length) => length < 1)) {
      return fail({ code: 'window-too-large', figures: { window: size, given: shape.join('×') } });
    }
    return ok({ output, weights: [] });
  },
};
