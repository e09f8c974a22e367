import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderCurve, oneVersusRest } from './area-under-curve';
import { confusionMatrix, macroScores } from './confusion';
import { regression, rootMeanSquaredError } from './regression';

const classes = 4;
const answers = fc.array(fc.tuple(fc.nat(classes - 1), fc.nat(classes - 1)), { minLength: 1, maxLength: 40 });

describe('macro scores', () => {
  it('are the example of scikit-learn’s documentation: 0.22, 0.33, 0.26', () => {
    const scores = macroScores(confusionMatrix([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1], 3), 3);
    expect(scores.precision).toBeCloseTo(2 / 9, 12);
    expect(scores.recall).toBeCloseTo(1 / 3, 12);
    expect(scores.f1).toBeCloseTo(0.8 / 3, 12);
  });

  it('leave out a class that is neither true nor predicted, and no other', () => {
    expect(macroScores(confusionMatrix([0, 0, 1], [0, 0, 1], 3), 3)).toEqual({ precision: 1, recall: 1, f1: 1 });
    // Class 2 is predicted once and never true: it counts, with 0.
    expect(macroScores(confusionMatrix([0, 1], [0, 2], 3), 3).f1).toBeCloseTo(1 / 3, 12);
    expect(macroScores([0, 0, 0, 0], 2).f1).toBeNaN();
  });

  it('are the means of the definitions over the classes that occur', () => {
    fc.assert(
      fc.property(answers, (pairs) => {
        const truth = pairs.map(([one]) => one);
        const predicted = pairs.map(([, one]) => one);
        const present = [0, 1, 2, 3].filter((one) => truth.includes(one) || predicted.includes(one));
        const mean = (of: (one: number) => number) => present.reduce((sum, one) => sum + of(one), 0) / present.length;
        const count = (test: (pair: readonly [number, number]) => boolean) => pairs.filter(test).length;
        const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
        const precision = (c: number) => share(count(([t, p]) => t === c && p === c), count(([, p]) => p === c));
        const recall = (c: number) => share(count(([t, p]) => t === c && p === c), count(([t]) => t === c));
        const f1 = (c: number) => share(2 * precision(c) * recall(c), precision(c) + recall(c));
        const scores = macroScores(confusionMatrix(truth, predicted, classes), classes);
        expect(scores.precision).toBeCloseTo(mean(precision), 10);
        expect(scores.recall).toBeCloseTo(mean(recall), 10);
        expect(scores.f1).toBeCloseTo(mean(f1), 10);
      }),
    );
  });

  it('do not pass over what cannot be counted', () => {
    expect(() => confusionMatrix([0], [0, 1], 2)).toThrow('1 true');
    expect(() => confusionMatrix([0], [2], 2)).toThrow('outside');
    expect(() => confusionMatrix([Number.NaN], [0], 2)).toThrow('outside');
  });
});

describe('the area under the curve', () => {
  it('is the example of scikit-learn’s documentation: 0.75', () => {
    expect(areaUnderCurve([0.1, 0.4, 0.35, 0.8], (example) => example >= 2)).toBe(0.75);
  });

  it('is the share of pairs in the right order, ties counting half', () => {
    const scores = fc.array(fc.tuple(fc.constantFrom(-Infinity, -1, 0, 0.5, 0.5001, 2, Infinity), fc.boolean()), { maxLength: 25 });
    fc.assert(
      fc.property(scores, (examples) => {
        const [yes, no] = [examples.filter(([, is]) => is), examples.filter(([, is]) => !is)];
        let won = 0;
        for (const [high] of yes) for (const [low] of no) won += high > low ? 1 : high === low ? 0.5 : 0;
        const area = areaUnderCurve(examples.map(([score]) => score), (index) => examples[index]?.[1] ?? false);
        if (yes.length * no.length === 0) expect(area).toBeNaN();
        else expect(area).toBeCloseTo(won / (yes.length * no.length), 10);
      }),
    );
  });

  it('is undefined where a score is', () => {
    expect(areaUnderCurve([Number.NaN, 1], (example) => example === 1)).toBeNaN();
  });

  it('is averaged over the classes that have both kinds of examples', () => {
    const scores = [0.8, 0.1, 0.1, 0.2, 0.7, 0.1, 0.3, 0.6, 0.1];
    // Class 0: 0.8 and 0.3 beat 0.2; class 1: 0.7 beats 0.1 and 0.6; class 2 has no example.
    expect(oneVersusRest(scores, [0, 1, 0], 3)).toBe(1);
    expect(oneVersusRest(scores, [0, 0, 1], 3)).toBeCloseTo(0.5, 12);
    expect(oneVersusRest(scores, [0, 0, 0], 3)).toBeNaN();
  });
});

describe('the root of the mean squared error', () => {
  it('is taken over all elements, in the unit of the value', () => {
    // Two coordinates, two examples; errors 3, 4 and 0, 0: Σe² is 9 + 0 and 16 + 0.
    const sums = [7, 2, 9, 16, 0, 0, 0, 0];
    expect(rootMeanSquaredError(sums, 1)).toBe(2.5);
    expect(rootMeanSquaredError(sums, 0.1)).toBeCloseTo(0.25, 12);
    expect(rootMeanSquaredError([0, 0, 0, 0, 0], 1)).toBeNaN();
  });

  it('is never below the mean absolute error', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 20 }), (errors) => {
        const sum = (of: (error: number) => number) => errors.reduce((total, error) => total + of(error), 0);
        const sums = [sum(Math.abs), errors.length, sum((error) => error * error), 0, 0];
        expect(rootMeanSquaredError(sums, 2) + 1e-9).toBeGreaterThanOrEqual(regression.metricsOf(sums, 2).mae ?? Number.NaN);
      }),
    );
  });
});
