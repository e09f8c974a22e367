import { describe, expect, it } from 'vitest';
import type { TaskLayout } from '../../domain/metrics/task-metrics';
import type { MetricsBatch } from '../../protocol/metrics';
import { bucketWidth, maximumPoints, RunSeries } from './run-series';

/** One sum and two. */
const layout: readonly TaskLayout[] = [
  { measure: 'image', outputSize: 784, sums: 1 },
  { measure: 'classification', outputSize: 2, sums: 2 },
];

/** Two tasks, three sums: the loss of task k at step s is s + 100 k, the sums are s, 1 and 2. */
function batch(firstStep: number, steps: number, extra: Partial<MetricsBatch> = {}): MetricsBatch {
  const rows = Array.from({ length: steps }, (_, row) => firstStep + row + 1);
  return {
    firstStep,
    steps,
    losses: Float32Array.from(rows.flatMap((step) => [step, step + 100])),
    sums: Float32Array.from(rows.flatMap((step) => [step, 1, 2])),
    totals: Float32Array.from(rows.map((step) => 2 * step)),
    weights: Float32Array.from(rows.flatMap((step) => [1 / step, 1])),
    tests: [],
    conflicts: [],
    examplesPerSecond: 0,
    ...extra,
  };
}

function test(step: number, subset: boolean, loss = step) {
  return { step, subset, images: 512, tasks: [[1], [2, 3]].map((sums) => ({ loss, count: 512, sums: Float32Array.from(sums) })) };
}

const filled = (...batches: MetricsBatch[]) => {
  const series = new RunSeries(layout);
  for (const one of batches) series.append(one);
  return series;
};

describe('bucketWidth', () => {
  it.each([
    [0, 1],
    [100, 1],
    [101, 2],
    [938, 16],
    [60_000, 1024],
  ])('%d steps → buckets of %d', (steps, width) => {
    expect(bucketWidth(steps)).toBe(width);
    expect(steps / width).toBeLessThanOrEqual(maximumPoints);
  });
});

describe('RunSeries', () => {
  it('means, lows and highs stand for whole buckets only', () => {
    const series = filled(batch(0, 7));
    expect(series.lossPoints(1, 4)).toEqual([{ from: 0, to: 4, mean: 102.5, min: 101, max: 104 }]);
    expect(series.totalPoints(2).map((point) => point.mean)).toEqual([3, 7, 11]);
  });

  it('drawn points never move while the run goes on', () => {
    const series = filled(batch(0, 9));
    const before = series.lossPoints(0, 4);
    series.append(batch(9, 50));
    expect(series.lossPoints(0, 4).slice(0, before.length)).toEqual(before);
    expect(series.lossPoints(0, 4)).toHaveLength(14);
  });

  it('gives the same array until there is a new point', () => {
    const series = filled(batch(0, 8));
    const points = series.lossPoints(0, 4);
    const sums = series.sumsPoints(4);
    series.append(batch(8, 3));
    expect(series.lossPoints(0, 4)).toBe(points);
    expect(series.sumsPoints(4)).toBe(sums);
    series.append(batch(11, 1));
    expect(series.lossPoints(0, 4)).not.toBe(points);
  });

  it('asked in pieces or at once, the buckets are the same', () => {
    const pieces = filled(batch(0, 5));
    pieces.lossPoints(0, 4);
    pieces.sumsPoints(4);
    pieces.append(batch(5, 30));
    const whole = filled(batch(0, 35));
    expect(pieces.lossPoints(0, 4)).toEqual(whole.lossPoints(0, 4));
    expect(pieces.sumsPoints(4)).toEqual(whole.sumsPoints(4));
  });

  it('adds up sums', () => {
    const series = filled(batch(0, 10));
    expect([...series.sumsBetween(2, 5)]).toEqual([12, 3, 6]);
    expect(series.sumsPoints(5).map((point) => [...point.sums])).toEqual([
      [15, 5, 10],
      [40, 5, 10],
    ]);
  });

  it('a batch that starts again overwrites what was there, buckets too', () => {
    const series = filled(batch(0, 8));
    series.lossPoints(0, 4);
    series.sumsPoints(4);
    series.append({ ...batch(6, 2), losses: Float32Array.of(50, 0, 51, 0), sums: Float32Array.of(0, 0, 0, 0, 0, 0) });
    expect(series.lossPoints(0, 4).map((point) => point.mean)).toEqual([2.5, (5 + 6 + 50 + 51) / 4]);
    expect([...(series.sumsPoints(4)[1]?.sums ?? [])]).toEqual([11, 2, 4]);
  });

  it('steps that are missing are left out and never zero', () => {
    const series = filled(batch(0, 4), batch(10, 2));
    expect(series.lossAt(0, 6)).toBeNaN();
    const points = series.lossPoints(0, 4);
    expect(points[1]?.mean).toBeNaN();
    expect(points[2]).toEqual({ from: 8, to: 12, mean: 11.5, min: 11, max: 12 });
    expect([...series.sumsBetween(0, 12)]).toEqual([1 + 2 + 3 + 4 + 11 + 12, 6, 12]);
  });

  it('leaves out the sums alone of a task that are not known', () => {
    const series = filled(batch(0, 2));
    series.append({ ...batch(2, 1), sums: Float32Array.of(Number.NaN, 1, 2) });
    expect([...series.sumsBetween(0, 3)]).toEqual([3, 3, 6]);
  });

  it('takes up what of each task is in the sums before anything is measured', () => {
    const series = new RunSeries();
    expect([series.tasks, series.sumsLength, series.sumsPoints(1), series.lossPoints(0, 1)]).toEqual([0, 0, [], []]);
    series.begin(layout);
    series.append(batch(0, 3));
    expect(series.store()).toEqual(filled(batch(0, 3)).store());
  });

  it('cuts off what came after a step', () => {
    const series = filled(batch(0, 20, { tests: [test(4, true), test(16, true)] }));
    series.lossPoints(0, 4);
    series.cutAfter(10);
    expect(series.steps).toBe(10);
    expect(series.lossPoints(0, 4)).toHaveLength(2);
    expect(series.lossAt(0, 11)).toBeNaN();
    expect(series.tests.map((point) => point.step)).toEqual([4]);
  });

  it('keeps test points in order, and the newer one of a step', () => {
    const series = filled(batch(0, 1, { tests: [test(20, true)] }));
    series.append(batch(1, 0, { tests: [test(10, true), test(20, false), test(20, true, 7)] }));
    expect(series.steps).toBe(1);
    expect(series.tests.map(({ step, subset, tasks }) => [step, subset, tasks[0]?.loss])).toEqual([
      [10, true, 10],
      [20, false, 20],
      [20, true, 7],
    ]);
  });

  it('averages the recent weights', () => {
    expect(new RunSeries(layout).meanWeights(0)).toBeUndefined();
    const [first, second] = filled(batch(0, 4)).meanWeights(2) ?? [];
    expect(first).toBeCloseTo((1 / 3 + 1 / 4) / 2);
    expect(second).toBe(1);
    expect(filled(batch(0, 4)).meanWeights(4)).toBeUndefined();
    expect(filled(batch(0, 4, { taskSteps: [{ step: 4, task: 0 }] })).meanWeights(2)?.[0]).toBeCloseTo(1 / 3);
  });

  it('goes on from what was stored', () => {
    const series = filled(batch(0, 10, { tests: [test(5, false)] }));
    const again = new RunSeries(layout, structuredClone(series.store()));
    again.append(batch(10, 2));
    series.append(batch(10, 2));
    expect(again.store()).toEqual(series.store());
    expect(again.lossPoints(1, 4)).toEqual(series.lossPoints(1, 4));
  });
});

it('passes over steps without weights, and says whether there were any', () => {
  const none = new Float32Array(4).fill(Number.NaN);
  const cosines = Float32Array.of(0.5, 1, 0.5, 1);
  const series = filled(batch(0, 2, { weights: none, cosines }));
  expect(series.meanWeights(0)).toEqual([Number.NaN, Number.NaN]);
  expect([series.hasWeights, series.hasDirections]).toEqual([false, true]);
  series.append(batch(2, 2, { weights: Float32Array.of(1, 3, 3, 5) }));
  expect(series.meanWeights(0)).toEqual([2, 4]);
  expect(series.hasWeights).toBe(true);
  expect(new RunSeries(layout, series.store()).hasWeights).toBe(true);
});

describe('the length of the direction', () => {
  /** Gradients of these lengths, at right angles, measured at these steps. */
  const measured = (steps: readonly number[], first: number, second: number) => ({
    conflicts: [{ layer: undefined, tasks: [0, 1], steps: Uint32Array.from(steps), grams: Float32Array.from(steps.flatMap(() => [first ** 2, 0, 0, second ** 2])) }],
  });

  it('follows from weights and gradients wherever these were measured, and from nothing else', () => {
    const series = filled(batch(0, 1));
    expect(series.newestLength).toBeUndefined();
    expect(series.lengthAt(1)).toBeNaN();
    series.append(batch(1, 7, measured([2, 4], 6, 4)));
    // Weights at step s are 1/s and 1.
    expect(series.lengthAt(2)).toBeCloseTo(Math.hypot(3, 4), 6);
    expect(series.newestLength).toEqual({ step: 4, length: Math.hypot(1.5, 4) });
    expect(series.lengthPoints(4)).toMatchObject([{ to: 4, mean: (5 + Math.hypot(1.5, 4)) / 2, min: Math.hypot(1.5, 4), max: 5 }, { to: 8, mean: Number.NaN }]);
    series.cutAfter(3);
    expect(series.newestLength?.step).toBe(2);
  });

  it('counts only the tasks that share something', () => {
    const conflicts = [{ layer: undefined, tasks: [1], steps: Uint32Array.of(2), grams: Float32Array.of(9) }];
    expect(filled(batch(0, 2, { conflicts })).newestLength).toEqual({ step: 2, length: 3 });
  });

  it('is as logged where the direction is no weighted sum, before and after a change of method, and is stored', () => {
    const none = new Float32Array(4).fill(Number.NaN);
    const direction = { weights: none, cosines: Float32Array.of(1, 1, 1, 1), lengths: Float32Array.of(2, 3) };
    const series = filled(batch(0, 2, { ...measured([1], 6, 4), ...direction }));
    expect([1, 2].map((step) => series.lengthAt(step))).toEqual([2, 3]);
    expect(series.newestLength).toEqual({ step: 2, length: 3 });
    series.append(batch(2, 2, measured([3], 3, 0)));
    expect(series.newestLength?.step).toBe(3);
    expect(series.newestLength?.length).toBeCloseTo(1, 6);
    const again = new RunSeries(layout, structuredClone(series.store()));
    expect([1, 2, 3, 4].map((step) => again.lengthAt(step))).toEqual([2, 3, series.newestLength?.length, Number.NaN]);
    again.cutAfter(1);
    expect(again.newestLength).toEqual({ step: 1, length: 2 });
  });
});
