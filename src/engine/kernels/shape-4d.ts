/** The lengths of four axes, such as [images, height, width, channels]. */
export type Shape4D = [number, number, number, number];

/** Checks that a shape has four axes. */
export function asShape4D(shape: readonly number[]): Shape4D {
  const [first, second, third, fourth] = shape;
  if (shape.length !== 4 || first === undefined || second === undefined || third === undefined || fourth === undefined) {
    throw new Error(`expected four axes, got [${shape.join(', ')}]`);
  }
  return [first, second, third, fourth];
}
