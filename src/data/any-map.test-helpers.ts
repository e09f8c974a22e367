import fc from 'fast-check';
import { affineMap, noiseKeys, type AffineChange } from './affine-maps';
import type { Move } from './moved-rows';
import type { ImageShape } from './example-shard';

/** Moves by whole pixels. */
export const anyMove: fc.Arbitrary<Move> = fc.record({
  right: fc.integer({ min: -8, max: 7 }),
  down: fc.integer({ min: -8, max: 7 }),
  mirrored: fc.boolean(),
});

/** Changes as far as a document may ask for them. */
const anyChange: fc.Arbitrary<AffineChange> = fc.record({
  angle: fc.double({ min: -Math.PI / 4, max: Math.PI / 4, noNaN: true }),
  scale: fc.double({ min: 0.5, max: 1.5, noNaN: true }),
  gain: fc.double({ min: 0.5, max: 1.5, noNaN: true }),
  offset: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
  part: fc.double({ min: 0.5, max: 1, noNaN: true }),
  place: fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
  noise: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.5, noNaN: true })),
  key: fc.nat({ max: noiseKeys - 1 }),
  cut: fc.tuple(fc.integer({ min: -3, max: 9 }), fc.integer({ min: -3, max: 9 }), fc.nat({ max: 6 })).map(([left, top, side]) => [left, top, left + side, top + side] as const),
});

/** Maps of images of a shape, in float32 as batches have them. */
export function anyMap(shape: ImageShape): fc.Arbitrary<Float32Array> {
  return fc.tuple(anyMove, anyChange).map(([move, change]) => Float32Array.from(affineMap(move, change, shape)));
}

/** Heights, widths and channels of small images. */
export const anyShape: fc.Arbitrary<ImageShape> = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom(1, 2, 3));

/** A shape with a map for it. */
export const anyShapeAndMap: fc.Arbitrary<readonly [ImageShape, Float32Array]> = anyShape.chain((shape) => fc.tuple(fc.constant(shape), anyMap(shape)));
