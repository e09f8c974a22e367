import fc from 'fast-check';
import { expect, it } from 'vitest';
import { occludingSquares, occlusionMap, pixelsOf } from './occlusion';

it('squares lie in the image and cover all of it, and a map takes the mean of those at a pixel', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (height, width) => {
      const squares = occludingSquares(height, width);
      const covered = new Set(squares.flatMap((square) => pixelsOf(square, width)));
      expect(covered.size).toBe(height * width);
      expect(squares.every(({ row, column, side }) => row + side <= height && column + side <= width)).toBe(true);
      expect([...occlusionMap(squares, squares.map(() => 2), height, width)]).toEqual(Array.from({ length: height * width }, () => 2));
    }),
  );
  expect(occludingSquares(28, 28)).toHaveLength(169);
  const two = [{ row: 0, column: 0, side: 2 }, { row: 0, column: 1, side: 2 }];
  expect([...occlusionMap(two, [1, 3], 2, 3)]).toEqual([1, 2, 3, 1, 2, 3]);
});
