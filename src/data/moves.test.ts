import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../experiment/limits';
import { moveBits, moveOf, rowMask } from './moved-rows';
import { movedPlainly, someMoves } from './testing/moved-plainly';
import { createMoves, movedImage } from './moves';

const [, furthest] = limits.shift;
const anyMove = fc.record({ right: fc.integer({ min: -8, max: 7 }), down: fc.integer({ min: -8, max: 7 }), mirrored: fc.boolean() });

describe('a row with its move', () => {
  it('is one positive int32, gives both back, and is the row alone where nothing is moved', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: rowMask }), anyMove, (row, move) => {
        const both = row + moveBits(move);
        expect(both).toBeGreaterThanOrEqual(0);
        expect(both | 0).toBe(both);
        expect(both & rowMask).toBe(row);
        expect(moveOf(both)).toEqual(move);
      }),
    );
    expect(moveBits({ right: 0, down: 0, mirrored: false })).toBe(0);
  });
});

describe('the moves of a step', () => {
  const movesOfSteps = (seed: number, shift: number, flip: boolean, images: number, batchSize: number, steps: number) => {
    const moves = createMoves(seed, { shift, flip }, images, batchSize);
    return Array.from({ length: steps }, (_, step) => [...(moves(step) ?? [])]).flat();
  };

  it('are none where nothing is augmented', () => {
    expect(createMoves(1, { shift: 0, flip: false }, 10, 4)(3)).toBeUndefined();
  });

  it('follow from seed, epoch and place alone: not from the size of the batch, nor from which steps were asked for before', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 70 }), (seed, images, batchSize) => {
        const single = movesOfSteps(seed, 3, true, images, 1, 3 * batchSize);
        expect(movesOfSteps(seed, 3, true, images, batchSize, 3)).toEqual(single);
        const last = createMoves(seed, { shift: 3, flip: true }, images, batchSize)(2);
        expect([...(last ?? [])]).toEqual(single.slice(2 * batchSize));
      }),
    );
  });

  it('are others with another seed and in another epoch', () => {
    const [first, second] = [movesOfSteps(1, 4, true, 50, 50, 2), movesOfSteps(2, 4, true, 50, 50, 2)];
    expect(first.slice(0, 50)).not.toEqual(second.slice(0, 50));
    expect(first.slice(0, 50)).not.toEqual(first.slice(50));
  });

  it.each([1, 2, furthest])('of %i pixels at most are all equally frequent, whatever is mirrored', (shift) => {
    const moves = movesOfSteps(5, shift, true, 60_000, 60_000, 1).map(moveOf);
    const width = 2 * shift + 1;
    const counts = new Map<string, number>();
    for (const { right, down, mirrored } of moves) {
      const name = `${right} ${down} ${mirrored}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    expect(counts.size).toBe(2 * width * width);
    expect(Math.max(...moves.flatMap(({ right, down }) => [Math.abs(right), Math.abs(down)]))).toBe(shift);
    const expected = moves.length / counts.size;
    // Pearson's χ² has counts.size − 1 degrees of freedom: mean of that many, deviation √(2 ·
    // that).
    const deviations = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(Math.abs(deviations - (counts.size - 1))).toBeLessThan(4 * Math.sqrt(2 * (counts.size - 1)));
  });

  it('mirror nothing that is only shifted, and shift nothing that is only mirrored', () => {
    expect(movesOfSteps(1, 2, false, 100, 100, 1).some((bits) => moveOf(bits).mirrored)).toBe(false);
    const mirrored = movesOfSteps(1, 0, true, 100, 100, 1).map(moveOf);
    expect(mirrored.every(({ right, down }) => right === 0 && down === 0)).toBe(true);
    expect(new Set(mirrored.map((move) => move.mirrored)).size).toBe(2);
  });
});

describe('a moved image', () => {
  it('is what moving each pixel by itself gives, whatever its size', () => {
    const anyShape = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom(1, 2, 3));
    fc.assert(
      fc.property(anyShape, anyMove, ([height, width, channels], move) => {
        const image = Uint8Array.from({ length: height * width * channels }, (_, at) => 1 + (at % 255));
        const found = movedImage(image, [height, width, channels], 9 + moveBits(move));
        expect([...found]).toEqual(movedPlainly(image, [height, width, channels], move, [0, 0, 0]));
      }),
    );
    // The plain form itself, by hand: mirrored, then one to the right and one up.
    expect(movedPlainly([1, 2, 3, 4, 5, 6], [2, 3, 1], { right: 1, down: -1, mirrored: true }, [0])).toEqual([0, 6, 5, 0, 0, 0]);
    expect(someMoves(furthest)).toHaveLength(20);
  });
});
