import type { Asked, Target } from './target';

/** How values are scaled before the network learns them. */
export interface Scaling {
  readonly offset: number;
  readonly scale: number;
}

/**
 * Some numbers. The network learns (value − offset) / scale, so that its losses are near 1 at the
 * start; metrics are in the values' own unit.
 * @param field what they are read from
 * @param size how many numbers there are
 */
export function values(field: string, size: number, { offset, scale }: Scaling, of: Asked<readonly number[]>): Target {
  return {
    id: 'values',
    field,
    outputShape: () => [size],
    storage: 'numbers',
    encodedShape: () => [size],
    encode: (example) => of(example).map((value) => (value - offset) / scale),
    answer: (example) => Float32Array.from(of(example)),
    activation: 'none',
    decode: (output) => output.map((value) => value * scale + offset),
    scale,
    classes: [],
  };
}
