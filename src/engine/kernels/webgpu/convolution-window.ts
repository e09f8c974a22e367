import { loadColumns, written } from './product-columns';

/**
 * The inner loop of forward convolution and of its input gradient: a thread has `rows` results side
 * by side along the width, with some columns (channels) each. Neighbouring results share what their
 * windows have in common, so a pass loads a run of values once and every kernel column once, and
 * adds all its taps to a sum before storing it.
 */
export interface WindowSums {
  readonly rows: number;
  /** Vectors of four columns. */
  readonly fours: number;
  /** Kernel columns. */
  readonly taps: number;
  /** The length of the run of values. */
  readonly values: number;
  /** Which of the run a result takes for a tap. */
  readonly valueOf: (row: number, tap: number) => number;
  /** How many channels are summed over; WGSL finds the current one in `channel`. */
  readonly channels: number;
  /** WGSL of a value of the run; 0 outside the image. */
  readonly value: (index: number) => string;
  /** WGSL of four columns of the kernel. */
  readonly weights: (tap: number, four: number) => string;
}

/** Declares the sums of a tile, `sum0_0` and so on: row, four. */
export function declareSums(rows: number, fours: number): string {
  return written(rows * fours, (index) => `var sum${Math.floor(index / fours)}_${index % fours} = vec4<f32>();`);
}

/** The loop over the channels. */
export function windowLoop({ rows, fours, taps, values, valueOf, channels, value, weights }: WindowSums): string {
  return `for (var channel = 0; channel < ${channels}; channel++) {
  ${written(values, (index) => `let value${index} = ${value(index)};`)}
  ${written(fours, (four) => `
  ${written(taps, (tap) => `let weight${four}_${tap} = ${weights(tap, four)};`)}
  ${written(rows, (row) => {
    const products = written(taps, (tap) => `value${valueOf(row, tap)} * weight${four}_${tap}`, ' + ');
    return `sum${row}_${four} += ${products};`;
  })}`)}
  }`;
}

/** The sum of a row and four, with the bias behind it. */
export function withBias(row: number, four: number, columns: number, bias: boolean): string {
  const sum = `sum${row}_${four}`;
  return bias ? `(${sum} + ${loadColumns('bias', columns, `column + ${four * 4}`)})` : sum;
}
