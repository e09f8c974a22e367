import { affineMap, unchanged, type AffineChange } from '../affine-maps';
import type { ImageShape } from '../example-shard';

const quarter = Math.PI / 4;

const changes: readonly Partial<AffineChange>[] = [
  {},
  { angle: 0.3 },
  { angle: -quarter, scale: 0.5 },
  { scale: 1.5 },
  { scale: 0.73, gain: 0.5 },
  { gain: 1.5, offset: -0.2 },
  { angle: quarter, scale: 1.2, gain: 1.3, offset: 0.5 },
  { offset: -0.5 },
  { part: 0.6, place: [0.5, -1] },
  { noise: 0.2, key: 12345 },
  { cut: [1, 1, 3, 4] },
  { angle: 0.4, part: 0.8, place: [-0.2, 0.9], gain: 1.2, noise: 0.1, key: 2 ** 24 - 1, cut: [-2, 0, 2, 3] },
];

/** Maps of images of a shape: with and without each change, mirrored and moved or not. */
export function someMaps(shape: ImageShape): readonly (readonly number[])[] {
  return changes.flatMap((change, index) =>
    [false, true].map((mirrored) => {
      const move = mirrored ? { right: (index % 5) - 2, down: 1 - (index % 3), mirrored } : { right: 0, down: 0, mirrored };
      return affineMap(move, { ...unchanged, ...change }, shape);
    }),
  );
}
