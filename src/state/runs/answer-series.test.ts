import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Predictions } from '../../protocol/predictions';
import { AnswerSeries } from './answer-series';

/** Answers of one task to one image. */
function answers(step: number, values: ArrayLike<number>): Predictions {
  return { step, images: [{ pixels: new Uint8Array(4), outputs: [Float32Array.from(values)], targets: [Float32Array.of(1)] }] };
}

const at = (series: AnswerSeries, step: number) => series.at(step)?.images[0]?.outputs[0];

describe('answers that are kept', () => {
  it('are those of the newest kept step that is no later, else the first', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 40 }), fc.integer({ min: 0, max: 600 }), (unsorted, asked) => {
        const steps = unsorted.toSorted((one, other) => one - other);
        const series = new AnswerSeries();
        for (const step of steps) series.add(answers(step, [step]));
        const expected = steps.findLast((step) => step <= asked) ?? steps[0];
        expect(series.at(asked)?.step).toBe(expected);
        expect(at(series, asked)).toEqual(Float32Array.of(expected ?? 0));
      }),
    );
  });

  it('never take more than the budget, and stay evenly spaced', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 60 }), (size, count) => {
        const budget = 100;
        const series = new AnswerSeries(budget);
        const values = new Float32Array(size);
        for (let step = 1; step <= count; step += 1) {
          series.add(answers(step, values));
          expect(series.size).toBeLessThanOrEqual(budget);
        }
        const { steps } = series;
        const gaps = steps.slice(1).map((step, index) => step - (steps[index] ?? 0));
        expect(new Set(gaps).size).toBeLessThanOrEqual(1);
        // At least half of what there is room for.
        if (size <= budget) expect(steps.length).toBeGreaterThanOrEqual(Math.min(count, Math.max(1, Math.floor(budget / size / 2))));
      }),
    );
  });

  it('lose at most half of a 255th of their span, and whole numbers nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 30 }), (values) => {
        const series = new AnswerSeries();
        series.add(answers(1, values));
        const span = Math.max(...values) - Math.min(...values);
        const kept = at(series, 1) ?? [];
        values.forEach((value, index) => expect(Math.abs((kept[index] ?? Number.NaN) - value)).toBeLessThanOrEqual(span / 510 + 1e-5));
      }),
    );
    const series = new AnswerSeries();
    series.add(answers(1, [0, 9, 200, 3]));
    expect(at(series, 1)).toEqual(Float32Array.of(0, 9, 200, 3));
  });

  it('that came after a step from which a run goes on are forgotten', () => {
    const series = new AnswerSeries();
    for (const step of [10, 20, 30]) series.add(answers(step, [step]));
    series.cutAfter(20);
    series.add(answers(25, [25]));
    expect(series.steps).toEqual([10, 20, 25]);
    series.add(answers(20, [7]));
    expect(series.steps).toEqual([10, 20]);
    expect(series.at(20)).toBe(series.at(22));
  });
});
