import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapValues } from '../../lib/keys';
import { areaUnderCurve, oneVersusRest } from './area-under-curve';
import { scoreClassifier } from './classifier-scores';
import { confusionMatrix, macroScores } from './confusion';

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
    expect(areaUnderCurve(Float64Array.of(0.1, 0.4, 0.35, 0.8), (example) => example >= 2)).toBe(0.75);
  });

  it('is the share of pairs in the right order, ties counting half', () => {
    const scores = fc.array(fc.tuple(fc.constantFrom(-Infinity, -1, 0, 0.5, 0.5001, 2, Infinity), fc.boolean()), { maxLength: 25 });
    fc.assert(
      fc.property(scores, (examples) => {
        const [yes, no] = [examples.filter(([, is]) => is), examples.filter(([, is]) => !is)];
        let won = 0;
        for (const [high] of yes) for (const [low] of no) won += high > low ? 1 : high === low ? 0.5 : 0;
        const area = areaUnderCurve(Float64Array.from(examples, ([score]) => score), (index) => examples[index]?.[1] ?? false);
        if (yes.length * no.length === 0) expect(area).toBeNaN();
        else expect(area).toBeCloseTo(won / (yes.length * no.length), 10);
      }),
    );
  });

  it('is undefined where a score is', () => {
    expect(areaUnderCurve(Float64Array.of(Number.NaN, 1), (example) => example === 1)).toBeNaN();
  });

  it('is averaged over the classes that have both kinds of examples', () => {
    const scores = Float64Array.of(0.8, 0.1, 0.1, 0.2, 0.7, 0.1, 0.3, 0.6, 0.1);
    // Class 0: 0.8 and 0.3 beat 0.2; class 1: 0.7 beats 0.1 and 0.6; class 2 has no example.
    expect(oneVersusRest(scores, [0, 1, 0], 3)).toBe(1);
    expect(oneVersusRest(scores, [0, 0, 1], 3)).toBeCloseTo(0.5, 12);
    expect(oneVersusRest(scores, [0, 0, 0], 3)).toBeNaN();
  });
});

describe('the scores of a test', () => {
  it('are those of the largest logits and of the probabilities', () => {
    // Answers 0, 1, 0, 1. Class 1's probabilities .269, .993, .119, .881 put both of its images
    // above the others; so do class 0's.
    const logits = Float32Array.of(1, 0, -2, 3, 2, 0, -1, 1);
    expect(scoreClassifier(logits, Float32Array.of(0, 1, 0, 1), 2)).toEqual({ precision: 1, recall: 1, f1: 1, auc: 1, confusion: Uint32Array.of(2, 0, 0, 2) });
    // The second image is of class 0 now: it got 1, and of the three pairs of a class's image and
    // another, two are in order.
    const { precision, recall, f1, auc, confusion } = scoreClassifier(logits, Float32Array.of(0, 0, 0, 1), 2);
    // Rows are true classes.
    expect([...confusion]).toEqual([2, 1, 0, 1]);
    expect(precision).toBeCloseTo((1 + 1 / 2) / 2, 12);
    expect(recall).toBeCloseTo((2 / 3 + 1) / 2, 12);
    expect(f1).toBeCloseTo((4 / 5 + 2 / 3) / 2, 12);
    expect(auc).toBeCloseTo(2 / 3, 12);
  });

  it('rank images by probability, not by a logit that all classes share', () => {
    const truth = Float32Array.of(0, 1, 2, 0, 1, 2);
    const logits = [[2, 0, 0], [0, 1, 0], [1, 0, 2], [0, 0.5, 0], [3, 2, 0], [0, 0, 1]];
    const shifted = logits.flatMap((row, image) => row.map((value) => value + 100 * image));
    const { confusion, ...plain } = scoreClassifier(Float32Array.from(logits.flat()), truth, 3);
    const near = mapValues(plain, (score): unknown => expect.closeTo(score, 12));
    expect(scoreClassifier(Float32Array.from(shifted), truth, 3)).toEqual({ ...near, confusion });
    expect(plain.auc).toBeLessThan(1);
  });

  it('tell apart images of which the network is all but certain', () => {
    // In single precision both probabilities of class 0 would be 1.
    expect(scoreClassifier(Float32Array.of(40, 0, 30, 0), Float32Array.of(0, 1), 2).auc).toBe(1);
  });

  it('are undefined without images, and where a true class is none', () => {
    const undefinedAll = { precision: Number.NaN, recall: Number.NaN, f1: Number.NaN, auc: Number.NaN, confusion: new Uint32Array(4) };
    expect(scoreClassifier(new Float32Array(), new Float32Array(), 2)).toEqual(undefinedAll);
    expect(scoreClassifier(Float32Array.of(1, 0), Float32Array.of(0.25), 2)).toEqual(undefinedAll);
    expect(scoreClassifier(Float32Array.of(1, 0), Float32Array.of(0), 2)).toEqual({ precision: 1, recall: 1, f1: 1, auc: Number.NaN, confusion: Uint32Array.of(1, 0, 0, 0) });
  });
});
