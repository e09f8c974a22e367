import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitOf, validationImages } from './split';

const images = fc.integer({ min: 1, max: 400 });
const seed = fc.nat(2 ** 31 - 1);
const folds = fc.integer({ min: 2, max: 10 });

describe('folds', () => {
  it('hold every train image exactly once and differ by one image at most', () => {
    fc.assert(
      fc.property(images, folds, seed, (images, folds, seed) => {
        const splits = Array.from({ length: folds }, (_, fold) => splitOf(images, 1 / folds, seed, fold));
        const all = splits.flatMap(({ validation }) => [...validation]);
        expect(all.toSorted((one, other) => one - other)).toEqual(Array.from({ length: images }, (_, image) => image));
        for (const [fold, { train, validation }] of splits.entries()) {
          expect([Math.floor(images / folds), Math.ceil(images / folds)]).toContain(validation.length);
          expect(validation.length).toBe(validationImages(images, 1 / folds, fold));
          expect([...train, ...validation].toSorted((one, other) => one - other)).toHaveLength(images);
          expect([...train].some((image) => validation.includes(image))).toBe(false);
        }
      }),
    );
  });

  it('are the same for the same seed and others for another', () => {
    for (const fold of [0, 1, 2, 3, 4]) {
      expect(splitOf(1000, 1 / 5, 7, fold)).toEqual(splitOf(1000, 1 / 5, 7, fold));
      expect(splitOf(1000, 1 / 5, 7, fold)).not.toEqual(splitOf(1000, 1 / 5, 8, fold));
    }
  });
});

describe('a split', () => {
  it('is disjoint, complete, in rising order and of the size asked for, for any share', () => {
    fc.assert(
      fc.property(images, fc.double({ min: 0, max: 0.5, noNaN: true }), seed, fc.nat(9), (images, share, seed, fold) => {
        const { train, validation } = splitOf(images, share, seed, fold);
        expect(train.length + validation.length).toBe(images);
        expect(new Set([...train, ...validation]).size).toBe(images);
        expect(train).toEqual(train.toSorted());
        expect(validation).toEqual(validation.toSorted());
        if (fold === 0) expect(validation.length).toBe(Math.round(images * share));
        expect(splitOf(images, share, seed, fold)).toEqual({ train, validation });
      }),
    );
  });

  it('sets nothing aside for a share of 0', () => {
    expect(splitOf(5, 0, 1, 0)).toEqual({ train: Uint32Array.of(0, 1, 2, 3, 4), validation: new Uint32Array() });
  });

  it('takes images from everywhere, not from one end', () => {
    const { validation } = splitOf(10_000, 0.2, 42, 0);
    const front = validation.filter((image) => image < 5000).length;
    // Binomial with deviation about 20: five of them.
    expect(Math.abs(front - 1000)).toBeLessThan(100);
  });
});
