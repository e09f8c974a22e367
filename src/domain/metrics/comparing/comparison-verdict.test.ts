import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparisonVerdict, type JudgedTask } from './comparison-verdict';
import { estimateOfDifferences } from './interval';

type Named = JudgedTask & { readonly name: string };

function judged(name: string, direction: Named['direction'], ...differences: readonly number[]): Named {
  return { name, direction, difference: estimateOfDifferences(differences) };
}

describe('the verdict of a comparison', () => {
  it('tells what is shown first, then what is not yet certain, then the rest', () => {
    const verdict = comparisonVerdict([
      judged('digit', 'higher', 0.001, -0.002, 0.0005),
      judged('image', 'higher', -0.9, -0.6, -0.7),
      judged('ink', 'lower', -0.02, -0.021, -0.019),
      judged('hint', 'higher', 0.9, 0.4, 0.5),
    ]);
    expect(verdict.seeds).toBe(3);
    expect(verdict.differing.map(({ task, better, certainty }) => [task.name, better, certainty])).toEqual([
      ['image', false, 'shown'],
      ['ink', true, 'shown'],
      ['hint', true, 'not-yet-certain'],
    ]);
    expect(verdict.differing[0]?.size).toBeCloseTo(2.2 / 3, 12);
    expect(verdict.alike.map(({ name }) => name)).toEqual(['digit']);
  });

  it('of two seeds calls nothing shown that two equal differences say', () => {
    const verdict = comparisonVerdict([judged('digit', 'higher', -0.01, -0.01), judged('image', 'higher', -0.8, -1)]);
    expect(verdict.differing.map(({ certainty }) => certainty)).toEqual(['not-yet-certain', 'not-yet-certain']);
  });

  it('of one seed says that it is one, and of equal values that they are', () => {
    const verdict = comparisonVerdict([judged('digit', 'lower', 0.5), judged('parity', 'higher', 0)]);
    expect(verdict).toMatchObject({ seeds: 1, differing: [{ better: false, size: 0.5, certainty: 'one-seed' }], unknown: [] });
    expect(verdict.alike.map(({ name }) => name)).toEqual(['parity']);
  });

  it('says nothing of what was not measured, nor before the first seed', () => {
    expect(comparisonVerdict([judged('digit', 'higher', Number.NaN, 1)]).unknown).toHaveLength(1);
    expect(comparisonVerdict([judged('digit', 'higher')])).toMatchObject({ seeds: 0, differing: [], alike: [] });
    expect(comparisonVerdict([]).seeds).toBe(0);
  });

  it('holds every task once, and turns with the direction', () => {
    const differences = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(differences, { maxLength: 5 }), (all) => {
        const [up, down] = (['higher', 'lower'] as const).map((direction) => comparisonVerdict(all.map((own, place) => judged(String(place), direction, ...own))));
        expect((up?.differing.length ?? 0) + (up?.alike.length ?? 0) + (up?.unknown.length ?? 0)).toBe(all.length);
        expect(down?.differing.map(({ better }) => !better)).toEqual(up?.differing.map(({ better }) => better));
      }),
    );
  });
});
