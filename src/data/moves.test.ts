import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../experiment/limits';
import { affineMap, mapLength, movementOf, unchanged } from './affine-maps';
import { moveBits, moveOf, rowMask } from './moved-rows';
import { anyMove } from './any-map.test-helpers';
import { movedPlainly, someMoves } from './testing/moved-plainly';
import { createMoves, movedExample, movedImage, movesWithin } from './moves';

const [, furthest] = limits.shift;

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

const none = { shift: 0, flip: false, rotate: 0, zoom: 0, contrast: 0, brightness: 0, crop: 0, noise: 0, cutout: 0 };
const all = { shift: 3, flip: true, rotate: 20, zoom: 0.2, contrast: 0.4, brightness: 0.1, crop: 0.3, noise: 0.1, cutout: 0.4 };
const shape = [11, 8, 1] as const;

/** The numbers of some steps one after another: bits, or maps. */
function numbersOf(seed: number, augmentation: typeof none, images: number, batchSize: number, steps: number): number[] {
  const moves = createMoves(seed, augmentation, images, batchSize, shape);
  return Array.from({ length: steps }, (_, step) => numbersIn(moves(step))).flat();
}

function numbersIn(moves: ReturnType<ReturnType<typeof createMoves>>): number[] {
  if (moves === undefined) throw new Error('nothing is augmented');
  return [...(moves.kind === 'whole' ? moves.bits : moves.maps)];
}

/** The maps of so many images, [images][8]. */
function mapsOf(augmentation: typeof none, images: number, seed = 5): number[][] {
  const numbers = numbersOf(seed, augmentation, images, images, 1);
  return Array.from({ length: images }, (_, image) => numbers.slice(image * mapLength, (image + 1) * mapLength));
}

describe('the moves of a step', () => {
  const movesOfSteps = (seed: number, shift: number, flip: boolean, images: number, batchSize: number, steps: number) =>
    numbersOf(seed, { ...none, shift, flip }, images, batchSize, steps);

  it('are none where nothing is augmented', () => {
    expect(createMoves(1, none, 10, 4, shape)(3)).toBeUndefined();
  });

  it('keep their numbers for documents that only shift and flip', () => {
    expect(movesOfSteps(42, 2, true, 7, 4, 3)).toEqual([
      268435456, 16777216, 2030043136, 8388608, 1900019712, 2004877312, 155189248, 2009071616, 260046848, 264241152, 1879048192,
      2025848832,
    ]);
  });

  it('follow from seed, epoch and place alone: not from the size of the batch, nor from which steps were asked for before', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 70 }), (seed, images, batchSize) => {
        const single = movesOfSteps(seed, 3, true, images, 1, 3 * batchSize);
        expect(movesOfSteps(seed, 3, true, images, batchSize, 3)).toEqual(single);
        const last = createMoves(seed, { ...none, shift: 3, flip: true }, images, batchSize, shape)(2);
        expect(numbersIn(last)).toEqual(single.slice(2 * batchSize));
        const maps = numbersOf(seed, all, images, 1, 3 * batchSize);
        expect(numbersOf(seed, all, images, batchSize, 3)).toEqual(maps);
        expect(numbersIn(createMoves(seed, all, images, batchSize, shape)(2))).toEqual(maps.slice(2 * batchSize * mapLength));
      }),
    );
  });

  it('can be taken in parts', () => {
    for (const augmentation of [{ ...none, shift: 2 }, all]) {
      const moves = createMoves(3, augmentation, 20, 10, shape)(1);
      if (moves === undefined) throw new Error('nothing is augmented');
      const parts = [[0, 4], [4, 8], [8, 12]].flatMap(([first = 0, end = 0]) => numbersIn(movesWithin(moves, first, end)));
      expect(parts).toEqual(numbersIn(moves));
    }
  });

  it('are maps where an image is changed otherwise, with the same shifts and flips', () => {
    const move = moveOf(movesOfSteps(9, 3, true, 30, 30, 1)[17] ?? 0);
    const maps = mapsOf({ ...none, shift: 3, flip: true, brightness: 0.2 }, 30, 9);
    const place = (map: readonly number[] = []) => map.slice(0, 6).map((number) => number + 0);
    expect(place(maps[17])).toEqual(place(affineMap(move, unchanged, shape)));
    // What else is augmented changes no angle.
    const [some, more] = [mapsOf({ ...none, rotate: 30 }, 30), mapsOf({ ...none, rotate: 30, contrast: 0.5, brightness: 0.5 }, 30)];
    expect(more.map(place)).toEqual(some.map(place));
  });

  it('keep the numbers of maps whatever else is cropped, noisy or cut out', () => {
    const before = mapsOf({ ...none, rotate: 20, zoom: 0.2, contrast: 0.4, brightness: 0.1 }, 30);
    const after = mapsOf({ ...none, rotate: 20, zoom: 0.2, contrast: 0.4, brightness: 0.1, noise: 0.2, cutout: 0.3 }, 30);
    expect(after.map((map) => map.slice(0, 8))).toEqual(before.map((map) => map.slice(0, 8)));
    expect(before.map((map) => map.slice(8))).toEqual(before.map(() => [0, 0, 0, 0, 0, 0]));
    expect(before[0]).toEqual([0.9268323183059692, 0.1444944441318512, -0.4663853645324707, -0.1444944441318512, 0.9268323183059692, 0.8715689778327942, 0.75822913646698, 20.68670082092285, 0, 0, 0, 0, 0, 0]);
  });

  it('crop a part of any side in the range, anywhere in the image, and never beyond it', () => {
    const maps = mapsOf({ ...none, crop: 0.4 }, 5000);
    const lefts = new Set<number>();
    for (const map of maps) {
      const { sourceOf } = movementOf(map);
      const [[left, top], [right, bottom]] = [sourceOf(-0.5, -0.5), sourceOf(7.5, 10.5)];
      expect(Math.min(left, top)).toBeGreaterThan(-0.5 - 1e-5);
      expect([right < 7.5 + 1e-5, bottom < 10.5 + 1e-5]).toEqual([true, true]);
      expect((right - left) / 8).toBeGreaterThan(0.6 - 1e-5);
      expect((right - left) / 8).toBeCloseTo((bottom - top) / 11, 5);
      lefts.add(Math.floor(left + 0.5));
    }
    expect([...lefts].toSorted()).toEqual([0, 1, 2, 3]);
  });

  it('cut a square out about any pixel, each as often, and draw another key for the noise of each image', () => {
    const maps = mapsOf({ ...none, cutout: 0.4, noise: 0.1 }, 8800);
    const counts = new Map<string, number>();
    for (const map of maps) {
      const [left = 0, top = 0, right = 0, bottom = 0] = map.slice(10);
      expect([right - left, bottom - top]).toEqual([3, 3]);
      const middle = `${left + 1} ${top + 1}`;
      counts.set(middle, (counts.get(middle) ?? 0) + 1);
    }
    expect(counts.size).toBe(88);
    // χ² of 87 degrees of freedom: mean 87, deviation 13.2.
    expect([...counts.values()].reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0)).toBeLessThan(87 + 4 * 13.2);
    expect(new Set(maps.map((map) => map[9])).size).toBeGreaterThan(8790);
    expect(mapsOf({ ...none, cutout: 0.4, rotate: 9 }, 9).map((map) => map[9])).toEqual(Array(9).fill(0));
  });

  it('turn, enlarge, multiply and add by amounts that are uniform in their ranges', () => {
    const maps = mapsOf({ ...none, rotate: 20, zoom: 0.2, contrast: 0.4, brightness: 0.1 }, 20_000);
    const inRange = (values: readonly number[], low: number, high: number) => {
      const shares = values.map((value) => (value - low) / (high - low));
      expect(Math.min(...shares)).toBeGreaterThan(-1e-5);
      expect(Math.max(...shares)).toBeLessThan(1 + 1e-5);
      const tenths = Array.from({ length: 10 }, (_, tenth) => shares.filter((share) => Math.floor(share * 10) === tenth).length);
      // χ² of 9 degrees of freedom is below 33.7 in all but one of 10,000 draws.
      const expected = values.length / 10;
      expect(tenths.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)).toBeLessThan(33.7);
    };
    inRange(maps.map(([, b = 0, , , e = 0]) => (Math.atan2(b, e) * 180) / Math.PI), -20, 20);
    inRange(maps.map(([, b = 0, , , e = 0]) => 1 / Math.hypot(b, e)), 0.8, 1.2);
    inRange(maps.map(([, , , , , , gain = 0]) => gain), 0.6, 1.4);
    inRange(maps.map(([, , , , , , , offset = 0]) => offset), -25.5, 25.5);
    // Nothing moves the middle of an image that is not shifted.
    for (const map of maps.slice(0, 100)) {
      const [x, y] = movementOf(map).sourceOf(3.5, 5);
      expect(x).toBeCloseTo(3.5, 5);
      expect(y).toBeCloseTo(5, 5);
    }
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

  it('is the same image where none of the examples is moved, and each example’s own where they are', () => {
    const image = Uint8Array.from({ length: 88 }, (_, at) => 1 + at);
    expect(movedExample(image, shape, undefined, 3)).toBe(image);
    const moves = createMoves(5, { ...none, shift: 2, flip: true }, 30, 30, shape)(0);
    const bits = numbersIn(moves)[11] ?? 0;
    expect(movedExample(image, shape, moves, 11)).toEqual(movedImage(image, shape, bits));
    // The same moves by the way of maps.
    const maps = Float32Array.from(numbersIn(moves).flatMap((moved) => affineMap(moveOf(moved), unchanged, shape)));
    expect([...movedExample(image, shape, { kind: 'affine', maps }, 11)]).toEqual([...movedImage(image, shape, bits)]);
  });
});
