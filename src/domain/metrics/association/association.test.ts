import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { association } from './association';
import { correlationRatio } from './correlation-ratio';
import { cramersV } from './cramers-v';

/** As many pairs of classes as a table says. */
function pairs(table: readonly (readonly number[])[]): readonly [rows: number[], columns: number[]] {
  const all = table.flatMap((counts, row) => counts.flatMap((count, column) => Array.from({ length: count }, () => [row, column] as const)));
  return [all.map(([row]) => row), all.map(([, column]) => column)];
}

const classes = (examples: number, most = 4) => fc.array(fc.nat({ max: most }), { minLength: examples, maxLength: examples });
const numbers = (examples: number) => fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: examples, maxLength: examples });

describe('Cramér’s V', () => {
  it('is that of a table by hand', () => {
    // 30 10 / 10 30 of 80: χ² = 80 · (900 − 100)² / 40⁴ = 20, φ² = .25, less 1 / 79, over 1 − 1 / 79.
    expect(cramersV(...pairs([[30, 10], [10, 30]]))).toBeCloseTo(Math.sqrt((0.25 - 1 / 79) / (1 - 1 / 79)), 12);
    // Independent to the last example, and less than chance would have.
    expect(cramersV(...pairs([[10, 20], [20, 40]]))).toBe(0);
  });

  it('is 1 where each tells the other, also of more classes than two', () => {
    expect(cramersV(...pairs([[5, 0, 0], [0, 0, 7], [0, 9, 0]]))).toBeCloseTo(1, 12);
  });

  it('is unknown of a variable that never varies', () => {
    expect(cramersV([1, 1, 1], [0, 1, 2])).toBeNaN();
    expect(cramersV([], [])).toBeNaN();
  });

  it('lies between 0 and 1, the same either way and whatever the classes are called', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }).chain((examples) => fc.tuple(classes(examples), classes(examples))), ([first, second]) => {
        const value = cramersV(first, second);
        // Near 0 the root makes 1e-8 of what rounding leaves.
        const same = Number.isNaN(value) ? Number.NaN : expect.closeTo(value, 6);
        expect(cramersV(second, first)).toEqual(same);
        expect(cramersV(first.map((one) => 9 - one), second)).toEqual(same);
        if (!Number.isNaN(value)) expect(value).toBeGreaterThanOrEqual(0);
        if (!Number.isNaN(value)) expect(value).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the correlation ratio', () => {
  it('is that of marks in three subjects by hand', () => {
    // The example of Wikipedia's article: algebra, geometry, statistics; η² = 6780 / 9640.
    const marks = [[45, 70, 29, 15, 21], [40, 20, 30, 42], [65, 95, 80, 70, 85, 73]];
    const [subjects, values] = [marks.flatMap((own, subject) => own.map(() => subject)), marks.flat()];
    expect(correlationRatio(subjects, values)).toBeCloseTo(Math.sqrt(1 - (1 - 6780 / 9640) * (14 / 12)), 12);
  });

  it('is 1 where the class tells the number, 0 where the means are the same, unknown of one class or number', () => {
    expect(correlationRatio([0, 0, 1, 1, 2], [3, 3, 5, 5, 1])).toBeCloseTo(1, 12);
    expect(correlationRatio([0, 0, 1, 1], [1, 3, 0, 4])).toBe(0);
    expect(correlationRatio([0, 0, 0], [1, 2, 3])).toBeNaN();
    expect(correlationRatio([0, 1, 1], [2, 2, 2])).toBeNaN();
  });

  it('lies between 0 and 1, and does not change with the numbers’ unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 40 }).chain((examples) => fc.tuple(classes(examples), numbers(examples))), ([own, values]) => {
        fc.pre(Math.max(...values) - Math.min(...values) > 1);
        const ratio = correlationRatio(own, values);
        expect(correlationRatio(own, values.map((value) => 7 - 3 * value))).toEqual(Number.isNaN(ratio) ? Number.NaN : expect.closeTo(ratio, 4));
        if (!Number.isNaN(ratio)) expect(ratio).toBeGreaterThanOrEqual(0);
        if (!Number.isNaN(ratio)) expect(ratio).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the association of two tasks’ answers', () => {
  it('is what suits their kinds, either way round', () => {
    const [own, values] = [[0, 0, 1, 1, 2, 2], [1, 2, 1, 3, 5, 6]];
    const [some, few] = [{ kind: 'classes', values: own }, { kind: 'numbers', values }] as const;
    expect(association(some, few)).toBe(correlationRatio(own, values));
    expect(association(few, some)).toBe(correlationRatio(own, values));
    expect(association(some, { kind: 'classes', values: [1, 1, 0, 0, 1, 0] })).toBe(cramersV(own, [1, 1, 0, 0, 1, 0]));
  });

  it('of numbers is the correlation’s amount', () => {
    const of = (first: readonly number[], second: readonly number[]) => association({ kind: 'numbers', values: first }, { kind: 'numbers', values: second });
    // r of 1 2 3 4 5 with 2 1 4 3 5 is .8.
    expect(of([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])).toBeCloseTo(Math.sqrt(1 - (1 - 0.64) * (4 / 3)), 12);
    expect(of([1, 2, 3, 4], [8, 6, 4, 2])).toBeCloseTo(1, 12);
    expect(of([1, 1, 1], [1, 2, 3])).toBeNaN();
    expect(of([1, 2, 3, 4], [1, -1, -1, 1])).toBe(0);
  });
});
