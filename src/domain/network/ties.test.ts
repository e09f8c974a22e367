import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WeightSpec } from './layer-kind';
import { proximalMatrix, tiedGroups, tieFault } from './ties';

const spec = (...shapes: number[][]): readonly WeightSpec[] =>
  shapes.map((shape, index) => ({ name: index === 0 ? ('kernel' as const) : ('bias' as const), shape, initialiser: 'he' as const, fanIn: 1, fanOut: 1 }));

describe('ties', () => {
  it('hold layers whose weights have the same shapes', () => {
    const weights = new Map([['a', spec([3, 4], [4])], ['b', spec([3, 4], [4])], ['c', spec([4, 4], [4])], ['pool', spec()]]);
    expect(tieFault('a', 'b', weights)).toBeUndefined();
    expect(tieFault('a', 'c', weights)).toBe('tie-misfit');
    expect(tieFault('a', 'a', weights)).toBe('tie-to-itself');
    expect(tieFault('a', 'pool', weights)).toBe('tie-without-weights');
    expect(tieFault('a', 'gone', weights)).toBe('tie-without-weights');
  });

  it('make groups of what hangs together', () => {
    const tie = (first: string, second: string, strength: number) => ({ first, second, strength });
    const groups = tiedGroups([tie('a', 'b', 1), tie('c', 'd', 2), tie('b', 'e', 3), tie('e', 'f', 0), { ...tie('d', 'f', 1), kind: 'orthogonal' }]);
    expect(groups.map(({ layers }) => layers)).toEqual([['a', 'b', 'e'], ['c', 'd']]);
    expect(groups[0]?.strengths).toEqual([[0, 1, 0], [1, 0, 3], [0, 3, 0]]);
  });
});

describe('the proximal matrix', () => {
  const symmetric = fc.integer({ min: 2, max: 5 }).chain((size) =>
    fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: size * size, maxLength: size * size }).map((values) =>
      Array.from({ length: size }, (_, row) =>
        Array.from({ length: size }, (__, column) => (row === column ? 0 : (values[Math.min(row, column) * size + Math.max(row, column)] ?? 0))),
      ),
    ),
  );

  it('solves the system that it is the answer to, whatever the strengths', () => {
    fc.assert(
      fc.property(symmetric, fc.double({ min: 1e-6, max: 1, noNaN: true }), (strengths, rate) => {
        const matrix = proximalMatrix(strengths, rate, strengths.map(() => false));
        const start = strengths.map((_, index) => Math.sin(index + 1));
        const moved = matrix.map((row) => row.reduce((sum, factor, index) => sum + factor * (start[index] ?? 0), 0));
        moved.forEach((value, place) => {
          const pull = (strengths[place] ?? []).reduce((sum, strength, other) => sum + strength * (value - (moved[other] ?? 0)), 0);
          // The stationary point: value − start + 2 η Σ λ (value − other) = 0.
          expect(value + 2 * rate * pull).toBeCloseTo(start[place] ?? 0, 4);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('takes the mean as strength grows, leaves all as it is without strength, and pulls towards what is frozen', () => {
    const pair = (strength: number) => [[0, strength], [strength, 0]];
    expect(proximalMatrix(pair(0), 0.1, [false, false])).toEqual([[1, 0], [0, 1]]);
    proximalMatrix(pair(1e6), 1, [false, false]).flat().forEach((value) => expect(value).toBeCloseTo(0.5, 5));
    const [free, fixed] = proximalMatrix(pair(1e6), 1, [false, true]);
    expect(fixed).toEqual([0, 1]);
    expect(free?.[1]).toBeCloseTo(1, 5);
  });
});
