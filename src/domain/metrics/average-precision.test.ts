import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averagePrecision, interpolatedPrecision } from './average-precision';
import { boxIou, scoreBoxes } from './box-scores';
import { scoreTags } from './tag-scores';

/** Scores, of which many are equal, and whether the example is a positive one. */
const examples = fc.array(fc.tuple(fc.constantFrom(-Infinity, -1, 0, 0.5, 0.5001, 2), fc.boolean()), { minLength: 1, maxLength: 25 });

type Examples = readonly (readonly [score: number, positive: boolean])[];
const scoresOf = (all: Examples) => Float64Array.from(all, ([score]) => score);
const positiveOf = (all: Examples) => (example: number) => all[example]?.[1] ?? false;

/** How right the answers are that are at least as certain as that. */
function precisionFrom(all: Examples, score: number): { readonly found: number; readonly precision: number } {
  const taken = all.filter(([other]) => other >= score);
  const found = taken.filter(([, positive]) => positive).length;
  return { found, precision: found / taken.length };
}

describe('average precision', () => {
  it('is the example of scikit-learn’s documentation: 0.83', () => {
    expect(averagePrecision(Float64Array.of(0.1, 0.4, 0.35, 0.8), (example) => example >= 2)).toBeCloseTo((1 + 2 / 3) / 2, 12);
  });

  it('takes equal scores at once: of four alike, one of them right, a quarter', () => {
    for (const right of [0, 1, 2, 3]) expect(averagePrecision(Float64Array.of(1, 1, 1, 1), (example) => example === right)).toBe(0.25);
    // One certain and right, then two alike with one of them right: (1 + 2/3) / 2.
    for (const right of [1, 2]) expect(averagePrecision(Float64Array.of(2, 1, 1), (example) => example === 0 || example === right)).toBeCloseTo(5 / 6, 12);
  });

  it('is the mean over the positives of the precision down to them', () => {
    fc.assert(
      fc.property(examples, (all) => {
        const positives = all.filter(([, positive]) => positive);
        const found = averagePrecision(scoresOf(all), positiveOf(all));
        const expected = positives.reduce((sum, [score]) => sum + precisionFrom(all, score).precision, 0) / positives.length;
        if (positives.length === 0) expect(found).toBeNaN();
        else expect(found).toBeCloseTo(expected, 10);
      }),
    );
  });

  it('does not depend on the order of the examples', () => {
    const withOrder = examples.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(withOrder, ([all, shuffled]) => {
        expect(averagePrecision(scoresOf(shuffled), positiveOf(shuffled))).toEqual(averagePrecision(scoresOf(all), positiveOf(all)));
        const interpolated = (list: Examples) => interpolatedPrecision(scoresOf(list), positiveOf(list), list.length);
        expect(interpolated(shuffled)).toBe(interpolated(all));
      }),
    );
  });

  it('is undefined where a score is', () => {
    expect(averagePrecision(Float64Array.of(Number.NaN, 1), () => true)).toBeNaN();
    expect(interpolatedPrecision(Float64Array.of(Number.NaN, 1), () => true, 2)).toBeNaN();
    expect(interpolatedPrecision(Float64Array.of(), () => true, 0)).toBeNaN();
  });
});

describe('average precision over 101 recalls', () => {
  it('of two things of which one is found: 51 recalls', () => {
    expect(interpolatedPrecision(Float64Array.of(0.9, 0.8), (answer) => answer === 0, 2)).toBeCloseTo(51 / 101, 12);
    // The wrong one first: the best precision is a half.
    expect(interpolatedPrecision(Float64Array.of(0.8, 0.9), (answer) => answer === 0, 2)).toBeCloseTo((51 * 0.5) / 101, 12);
    // Both alike: one point, at a recall and a precision of a half.
    expect(interpolatedPrecision(Float64Array.of(1, 1), (answer) => answer === 0, 2)).toBeCloseTo((51 * 0.5) / 101, 12);
  });

  it('is 1 if all are found and right, and 0 if none is', () => {
    expect(interpolatedPrecision(Float64Array.of(0.1, 0.2, 0.3), () => true, 3)).toBe(1);
    expect(interpolatedPrecision(Float64Array.of(0.1, 0.2, 0.3), () => false, 3)).toBe(0);
  });

  it('takes at each recall the best precision there or beyond', () => {
    fc.assert(
      fc.property(examples, (all) => {
        let expected = 0;
        for (let percent = 0; percent <= 100; percent += 1) {
          const reached = all.map(([score]) => precisionFrom(all, score)).filter(({ found }) => 100 * found >= percent * all.length);
          expected += Math.max(0, ...reached.map(({ precision }) => precision)) / 101;
        }
        expect(interpolatedPrecision(scoresOf(all), positiveOf(all), all.length)).toBeCloseTo(expected, 10);
      }),
    );
  });
});

describe('the scores of boxes', () => {
  const raw = (...boxes: readonly (readonly number[])[]) => Float32Array.from(boxes.flat(), (one) => Math.log(one / (1 - one)));
  const truth = Float32Array.of(0.3, 0.4, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5);
  // The first box fits, the second has an IoU of 0.62.
  const outputs = raw([0.3, 0.4, 0.5, 0.5], [0.5, 0.5, 0.5, 0.31]);

  it('count a box as found from each overlap on', () => {
    const [ap50, ap] = scoreBoxes(outputs, truth);
    expect(ap50).toBe(1);
    // Both at .5, .55 and .6; at the seven beyond one of two, of which none is more certain.
    expect(ap).toBeCloseTo((3 + 7 * ((51 * 0.5) / 101)) / 10, 12);
  });

  it('go by the confidence', () => {
    expect(scoreBoxes(outputs, truth, [0.9, 0.1])[1]).toBeCloseTo((3 + 7 * (51 / 101)) / 10, 12);
    expect(scoreBoxes(outputs, truth, [0.1, 0.9])[1]).toBeCloseTo((3 + 7 * ((51 * 0.5) / 101)) / 10, 12);
  });

  it('are undefined without images and for what is not a number', () => {
    expect(scoreBoxes([], [])).toEqual([Number.NaN, Number.NaN]);
    expect(scoreBoxes([Number.NaN, 0, 0, 0], [0.5, 0.5, 0.5, 0.5])).toEqual([Number.NaN, Number.NaN]);
  });

  it('overlap of boxes is a share: 1 of a box with itself, 0 apart and of nothing', () => {
    const box = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };
    expect(boxIou(box, box)).toBeCloseTo(1, 12);
    expect(boxIou(box, { ...box, x: 0.4 })).toBe(0);
    expect(boxIou(box, { ...box, x: 0.25 })).toBeCloseTo(1 / 3, 12);
    expect(boxIou({ ...box, width: 0 }, { ...box, width: 0 })).toBe(0);
  });
});

describe('the scores of tags', () => {
  it('are the mean over the tags that occur', () => {
    // Tag 0: right of the first two places, the second is; tag 1 is never there; tag 2: all alike.
    const logits = Float32Array.of(3, 9, 0, 2, 9, 0, 1, 9, 0);
    const truth = Float32Array.of(0, 0, 1, 1, 0, 0, 0, 0, 0);
    expect(scoreTags(logits, truth, 3)[0]).toBeCloseTo((1 / 2 + 1 / 3) / 2, 12);
  });

  it('tell apart what the network is all but certain of', () => {
    expect(scoreTags(Float32Array.of(40, 30), Float32Array.of(1, 0), 1)).toEqual([1]);
    expect(scoreTags(Float32Array.of(40, 30), Float32Array.of(0, 1), 1)).toEqual([0.5]);
  });

  it('are undefined without a tag that occurs', () => {
    expect(scoreTags(Float32Array.of(1, 2), Float32Array.of(0, 0), 2)).toEqual([Number.NaN]);
    expect(scoreTags(new Float32Array(), new Float32Array(), 2)).toEqual([Number.NaN]);
  });
});
