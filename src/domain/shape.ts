/** The shape of one example, without the batch: [height, width, channels] or [features]. */
export type Shape = readonly number[];

/** The number of values of one example. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** True if both have the same axes of the same lengths. */
export function sameShape(first: Shape, second: Shape): boolean {
  return first.length === second.length && first.every((length, axis) => length === second[axis]);
}

/**
 * The length of an output axis of a sliding window, as TensorFlow defines "same" and "valid"
 * padding. Zero or less means that the window does not fit.
 */
export function windowedLength(length: number, window: number, stride: number, padding: string): number {
  return padding === 'same' ? Math.ceil(length / stride) : Math.floor((length - window) / stride) + 1;
}
