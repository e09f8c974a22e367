import { describe, expect, it } from 'vitest';
import { cosineMatrix, lowestPair } from './cosines';

describe('cosines of gradients', () => {
  it('follows from the Gram matrix', () => {
    // Rows (3, 4), (4, −3), (−3, −4), of lengths 5.
    const gram = [25, 0, -25, 0, 25, 0, -25, 0, 25];
    expect(cosineMatrix(gram, 3)).toEqual([[1, 0, -1], [0, 1, 0], [-1, 0, 1]]);
    expect(lowestPair(cosineMatrix(gram, 3))).toEqual({ first: 0, second: 2, cosine: -1 });
  });

  it('agrees with two gradients worked out by hand: J = [[−4, 1, 1], [6, 1, 1]]', () => {
    expect(lowestPair(cosineMatrix([18, -22, -22, 38], 2))?.cosine).toBeCloseTo(-22 / Math.sqrt(18 * 38), 12);
  });

  it('has no direction for a zero gradient and stays within −1 and 1', () => {
    expect(lowestPair(cosineMatrix([0, 0, 0, 4], 2))).toBeUndefined();
    expect(cosineMatrix([1, 1.0001, 1.0001, 1], 2)[0]?.[1]).toBe(1);
  });
});
