import { ok } from '../../../lib/result';
import { numberOf, type ParameterSpecs } from '../../parameters';
import { windowed } from './image-shape';
import type { LayerKind } from '../layer-kind';

const parameters: ParameterSpecs = {
  size: { kind: 'integer', min: 2, max: 8, default: 2 },
  stride: { kind: 'integer', min: 1, max: 8, default: 2 },
  padding: { kind: 'choice', options: ['valid', 'same'], default: 'valid', rare: true },
};

/**
 * What both poolings share: a square window slides over [h, w, c] and leaves the channels apart.
 */
export const pooling: LayerKind = {
  inputs: 'one',
  parameters,
  infer: ([shape = []], values) => {
    const image = windowed(shape, parameters, values, numberOf(parameters, values, 'size'));
    return image.ok ? ok({ output: [...image.value.places, image.value.channels], weights: [] }) : image;
  },
};
