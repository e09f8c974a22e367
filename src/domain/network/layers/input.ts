import { ok } from '../../../lib/result';
import { choiceOf, type ParameterSpecs, type ParameterValues } from '../../parameters';
import type { Shape } from '../../shape';
import type { LayerKind } from '../layer-kind';

const views = ['image', 'left', 'right', 'top', 'bottom'] as const;

const parameters: ParameterSpecs = {
  source: { kind: 'field', default: '' },
  field: { kind: 'choice', options: views, default: 'image' },
};

/** The name of the data set's field that an input hands on; '' for the usual one. */
export function sourceOf({ source }: ParameterValues): string {
  return typeof source === 'string' ? source : '';
}

/** Where a view lies in an image [height, width, channels]. */
export interface View {
  readonly begin: readonly [row: number, column: number, channel: number];
  readonly size: Shape;
}

/**
 * The part of what comes in, in that shape of one example, that an input with these values shows:
 * of an image a half, which leaves the middle row or column out where their number is odd.
 * Undefined where it shows all of it.
 */
export function viewOf(values: ParameterValues, [height = 0, width = 0, channels]: Shape): View | undefined {
  if (channels === undefined) return undefined;
  const [rows, columns] = [Math.floor(height / 2), Math.floor(width / 2)];
  switch (choiceOf(parameters, values, 'field')) {
    case 'left':
      return { begin: [0, 0, 0], size: [height, columns, channels] };
    case 'right':
      return { begin: [0, width - columns, 0], size: [height, columns, channels] };
    case 'top':
      return { begin: [0, 0, 0], size: [rows, width, channels] };
    case 'bottom':
      return { begin: [height - rows, 0, 0], size: [rows, width, channels] };
    default:
      return undefined;
  }
}

/**
 * Hands on a field of the data: numbers, or an image or a half of it, so that several inputs may
 * stand in one network. All are normalised by the data set's means and deviations.
 */
export const input: LayerKind = {
  inputs: 'none',
  parameters,
  infer: (_inputs, values, context) => {
    const shape = context.inputOf(sourceOf(values));
    return shape.ok ? ok({ output: viewOf(values, shape.value)?.size ?? shape.value, weights: [] }) : shape;
  },
};
