import { ok } from '../../../lib/result';
import { choiceOf, type ParameterSpecs } from '../../parameters';
import type { Shape } from '../../shape';
import type { LayerKind } from '../layer-kind';

const fields = ['image', 'left', 'right', 'top', 'bottom'] as const;

const parameters: ParameterSpecs = { field: { kind: 'choice', options: fields, default: 'image' } };

/** Where a view lies in an image [height, width, channels]. */
export interface View {
  readonly begin: readonly [row: number, column: number, channel: number];
  readonly size: Shape;
}

/**
 * The part of an image that a field shows; halves leave the middle row or column out where their
 * number is odd.
 */
export function viewOf(field: string, [height = 0, width = 0, channels = 0]: Shape): View {
  const [rows, columns] = [Math.floor(height / 2), Math.floor(width / 2)];
  switch (field) {
    case 'left':
      return { begin: [0, 0, 0], size: [height, columns, channels] };
    case 'right':
      return { begin: [0, width - columns, 0], size: [height, columns, channels] };
    case 'top':
      return { begin: [0, 0, 0], size: [rows, width, channels] };
    case 'bottom':
      return { begin: [height - rows, 0, 0], size: [rows, width, channels] };
    default:
      return { begin: [0, 0, 0], size: [height, width, channels] };
  }
}

/**
 * Hands on a field of the data: the image, or a half of it, so that several inputs may stand in one
 * network. Pixels are normalised by the data set's mean and deviation.
 */
export const input: LayerKind = {
  inputs: 'none',
  parameters,
  infer: (_inputs, values, context) => ok({ output: viewOf(choiceOf(parameters, values, 'field'), context.image).size, weights: [] }),
};
