import { expect, it } from 'vitest';
import { sharesDiffer } from './shares';

const of = (share: number, images: number) => ({ share, images });

it('tells shares apart that the choice of images does not explain', () => {
  // √(2 · 0.25 / 100) = 0.0707, times 1.96 is 0.1386.
  expect(sharesDiffer(of(0.5, 100), of(0.36, 100))).toBe(true);
  expect(sharesDiffer(of(0.5, 100), of(0.37, 100))).toBe(false);
  expect(sharesDiffer(of(0.37, 1000), of(0.5, 1000))).toBe(true);
});

it('tells none apart that are equal, certain or unknown', () => {
  expect(sharesDiffer(of(1, 100), of(1, 100))).toBe(false);
  expect(sharesDiffer(of(Number.NaN, 100), of(1, 100))).toBe(false);
});
