import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phi } from './phi';

describe('the phi coefficient', () => {
  it('is that of tables by hand', () => {
    // 20 · 20 − 5 · 5 over √(25⁴) = 375 / 625.
    expect(phi({ both: 20, firstOnly: 5, secondOnly: 5, neither: 20 })).toBeCloseTo(0.6, 12);
    // 6 · 3 − 1 · 2 over √(7 · 5 · 8 · 4), the 12 pictures of cats and dogs of Wikipedia’s article.
    expect(phi({ both: 6, firstOnly: 1, secondOnly: 2, neither: 3 })).toBeCloseTo(0.478, 3);
  });

  it('is 1 where both are the same, −1 where they are never so, unknown where one never varies', () => {
    expect(phi({ both: 7, firstOnly: 0, secondOnly: 0, neither: 3 })).toBeCloseTo(1, 12);
    expect(phi({ both: 0, firstOnly: 7, secondOnly: 3, neither: 0 })).toBeCloseTo(-1, 12);
    expect(phi({ both: 9, firstOnly: 0, secondOnly: 1, neither: 0 })).toBeNaN();
    expect(phi({ both: 0, firstOnly: 0, secondOnly: 0, neither: 0 })).toBeNaN();
  });

  it('is Pearson’s correlation of zeros and ones', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 2, maxLength: 60 }), (pairs) => {
        const count = (first: boolean, second: boolean) => pairs.filter((pair) => pair[0] === first && pair[1] === second).length;
        const mean = (place: 0 | 1) => pairs.reduce((sum, pair) => sum + Number(pair[place]), 0) / pairs.length;
        const product = (one: 0 | 1, other: 0 | 1) => pairs.reduce((sum, pair) => sum + (Number(pair[one]) - mean(one)) * (Number(pair[other]) - mean(other)), 0);
        fc.pre(product(0, 0) > 1e-9 && product(1, 1) > 1e-9);
        const found = phi({ both: count(true, true), firstOnly: count(true, false), secondOnly: count(false, true), neither: count(false, false) });
        expect(found).toBeCloseTo(product(0, 1) / Math.sqrt(product(0, 0) * product(1, 1)), 9);
      }),
    );
  });
});
