import { ok } from '../../lib/result';
import { choiceOf, numberOf, type ParameterSpecs } from '../parameters';
import { imageShape, windowPlaces } from './image-shape';
import type { LayerKind } from './layer-kind';

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
    const [, , channels] = image.value;
    const size = numberOf(parameters, values, 'size');
    const stride = numberOf(parameters, values, 'stride');
    const padding = choiceOf(parameters, values, 'padding');
    const places = windowPlaces(image.value, size, stride, padding);
    if (!places.ok) return places;
    return ok({ output: [...places.value, channels], weights: [] });
  },
};
