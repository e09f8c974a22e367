import { describe, expect, it } from 'vitest';
import { tellingPairs } from './telling-pairs';

/** A symmetric matrix of three tasks. */
function cosines(first: number, second: number, third: number): readonly (readonly number[])[] {
  return [[1, first, second], [first, 1, third], [second, third, 1]];
}

describe('tellingPairs', () => {
  it('tells who disagrees the most, then who agrees the most', () => {
    expect(tellingPairs(cosines(0.42, -0.31, 0.2))).toEqual([
      { first: 0, second: 2, cosine: -0.31, verdict: 'disagree' },
      { first: 0, second: 1, cosine: 0.42, verdict: 'agree' },
    ]);
  });

  it('takes what may be chance for neither', () => {
    expect(tellingPairs(cosines(0.1, -0.05, 0.02))).toEqual([{ first: 0, second: 2, cosine: -0.05, verdict: 'neither' }]);
  });

  it('says one thing of two tasks, and nothing where no gradient has a direction', () => {
    expect(tellingPairs([[1, 0.6], [0.6, 1]])).toEqual([{ first: 0, second: 1, cosine: 0.6, verdict: 'agree' }]);
    expect(tellingPairs([[Number.NaN, Number.NaN], [Number.NaN, Number.NaN]])).toEqual([]);
  });
});
