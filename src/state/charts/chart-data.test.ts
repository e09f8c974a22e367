import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../experiment/context';
import { defaultExperiment } from '../../experiment/default-experiment';
import type { Experiment } from '../../experiment/schema';
import type { ConflictColumn, TestPoint } from '../../protocol/metrics';
import type { RunRecord } from '../app-state';
import { chartWidth, conflictChart, extentOfLines, lossChart, lossesDiffer, measuredLayers, metricChart, metricsOf, valuesAt, weightChart } from './chart-data';
import { RunSeries, type Mark } from '../runs/run-series';

/** A test of the default tasks, from their losses and sums. */
function testAt(step: number, subset: boolean, losses: readonly number[], ...sums: readonly (readonly number[])[]): TestPoint {
  const images = subset ? 512 : 2000;
  return { step, subset, images, tasks: losses.map((loss, task) => ({ loss, count: images, sums: Float32Array.from(sums[task] ?? [0, 0]) })) };
}

/**
 * `steps` steps whose losses are 2/step, 1/step and 0.5; of 64 images 32 digits and 48 parities are
 * right, and the MSE is 0.01.
 */
function record(steps: number, extra: { tests?: TestPoint[]; conflicts?: ConflictColumn[]; marks?: Mark[]; experiment?: Experiment } = {}): RunRecord {
  const series = new RunSeries(layoutOf(defaultExperiment));
  const rows = Array.from({ length: steps }, (_, row) => row + 1);
  series.append({
    firstStep: 0,
    steps,
    losses: Float32Array.from(rows.flatMap((step) => [2 / step, 1 / step, 0.5])),
    sums: Float32Array.from(rows.flatMap(() => [32, 64, 48, 64, 0.64, 64])),
    totals: Float32Array.from(rows.map((step) => 4 / step)),
    weights: Float32Array.from(rows.flatMap(() => [0.5, 0.3, 0.2])),
    tests: extra.tests ?? [],
    conflicts: extra.conflicts ?? [],
    examplesPerSecond: 100,
  });
  return { id: 'r', startedAt: 0, experiment: extra.experiment ?? defaultExperiment, marks: extra.marks ?? [], timeline: [], series };
}

const line = (data: ReturnType<typeof lossChart>, key: string) => data.lines.find((one) => one.key === key)?.points.map(({ x, y }) => [x, y]);

describe('chartWidth', () => {
  it('keeps a planned run within 100 points and only doubles', () => {
    expect(chartWidth(record(0), 938)).toBe(16);
    const marks = [{ step: 100, field: 'training.epochs', from: 6, to: 12 }];
    expect(chartWidth(record(0, { marks }), 1875)).toBe(32);
    const back = [...marks, { step: 200, field: 'training.epochs', from: 12, to: 6 }];
    expect(chartWidth(record(0, { marks: back }), 938)).toBe(32);
  });
});

describe('lossChart', () => {
  it('draws tasks and the total, relative to the first step', () => {
    const data = lossChart(record(4), undefined, 2, true);
    expect(line(data, 'digit')).toEqual([[2, 0.75], [4, expect.closeTo((1 / 3 + 1 / 4) / 2, 5)]]);
    expect(line(data, 'reconstruction')).toEqual([[2, 1], [4, 1]]);
    expect(line(data, 'total')?.[0]).toEqual([2, 0.75]);
  });

  it('has the naive baseline of each task from the first step to the last planned, of this run alone', () => {
    const run = record(4);
    // Of 512 images 58 and 253 right, and a mean squared error of 0.1.
    const sums = [[58, 512], [253, 512], [51.2, 512]].map((own) => Float32Array.from(own));
    const of = (id: string) => metricChart(run, undefined, 4, 'accuracy', { baselines: { run: id, images: 512, sums }, planned: 90 });
    const naive = of(run.id).lines.filter(({ role }) => role === 'baseline');
    expect(naive.map(({ task, points }) => [task, points])).toEqual([58, 253].map((right, task) => [task, [0, 90].map((x) => ({ x, y: right / 512 }))]));
    expect(of('another').lines.some(({ role }) => role === 'baseline')).toBe(false);
  });

  it('leaves out the steps that a task had no label in, and begins with the first that it had one in', () => {
    const run = record(0);
    const absent = Number.NaN;
    run.series.append({
      firstStep: 0,
      steps: 4,
      losses: Float32Array.from([[1, absent, 1], [1, 2, 1], [1, absent, 1], [1, 1, 1]].flat()),
      sums: new Float32Array(24),
      totals: Float32Array.from([absent, 4, 2, 2]),
      weights: Float32Array.from([[0.5, absent, 0.5], [0.5, 0.25, 0.5], [0.5, absent, 0.5], [0.5, 0.75, 0.5]].flat()),
      tests: [],
      conflicts: [],
      examplesPerSecond: 100,
    });
    expect(line(lossChart(run, undefined, 1, true), 'parity')).toEqual([[2, 1], [4, 0.5]]);
    expect(line(lossChart(run, undefined, 1, true), 'total')).toEqual([[2, 1], [3, 0.5], [4, 0.5]]);
    expect(line(lossChart(run, undefined, 2, false), 'parity')).toEqual([[2, 2], [4, 1]]);
    expect(line(weightChart(run, 4), 'parity')).toEqual([[4, 0.5]]);
    expect(run.series.meanWeights(0)).toEqual([0.5, 0.5, 0.5]);
    // Sums of 0 over no examples have no metric.
    expect(line(metricChart(run, undefined, 1, 'accuracy'), 'parity')).toEqual([]);
  });

  it('or as they are, with the lowest and highest of each bucket', () => {
    const data = lossChart(record(4), undefined, 2, false);
    expect(line(data, 'digit')?.[0]).toEqual([2, 1.5]);
    expect(data.lines.find(({ key }) => key === 'digit')?.points[0]).toEqual({ x: 2, y: 1.5, low: 1, high: 2 });
  });

  it('is as high as its own run: the run before does not stretch the axis', () => {
    const data = lossChart(record(4), record(400), 2, false);
    expect(data.lines.filter(({ role }) => role === 'before')).toHaveLength(3);
    expect(extentOfLines(data)).toEqual(extentOfLines(lossChart(record(4), undefined, 2, false)));
    expect(extentOfLines({ lines: [], fullTests: [] })).toBeUndefined();
  });

  it('tells tests on the subset from tests on all images', () => {
    const test = (step: number, subset: boolean) => testAt(step, subset, [1, 0.5, 0.25], [10, 20], [15, 20], [2, 20]);
    const data = lossChart(record(40, { tests: [test(20, true), test(40, true), test(40, false)] }), undefined, 1, true);
    expect(line(data, 'test digit')).toEqual([[20, 0.5], [40, 0.5]]);
    expect(data.fullTests).toEqual([0, 1, 2].map((task) => ({ task, x: 40, y: 0.5 })));
  });

  it('never draws more than 100 points of a line, tests included', () => {
    const tests = Array.from({ length: 450 }, (_, index) => testAt(index + 1, true, [1, 1, 1]));
    const run = record(5000, { tests });
    for (const one of lossChart(run, undefined, chartWidth(run, 938), false).lines) expect(one.points.length).toBeLessThanOrEqual(100);
  });

  it('draws the run before for the tasks that it had too', () => {
    const [digit, parity] = defaultExperiment.tasks;
    if (digit === undefined || parity === undefined) throw new Error('the default experiment has tasks');
    const experiment = { ...defaultExperiment, tasks: [parity, { ...digit, id: 'other' }] };
    const before = { ...record(4, { experiment }), id: 'before' };
    const keys = lossChart(record(4), before, 2, false).lines.map(({ key }) => key);
    expect(keys.filter((key) => key.startsWith('before'))).toEqual(['before parity']);
  });

  it('leaves out what is not a number', () => {
    const run = record(2);
    run.series.append({
      firstStep: 2,
      steps: 2,
      losses: Float32Array.of(NaN, 1, 1, NaN, 1, 1),
      sums: new Float32Array(12),
      totals: Float32Array.of(NaN, NaN),
      weights: new Float32Array(6),
      tests: [],
      conflicts: [],
      examplesPerSecond: 0,
    });
    expect(line(lossChart(run, undefined, 2, false), 'digit')).toEqual([[2, 1.5]]);
  });
});

describe('metricChart', () => {
  it('makes one chart a metric, in the unit of the metric', () => {
    expect(metricsOf(defaultExperiment)).toEqual(['accuracy', 'psnr']);
    const accuracy = metricChart(record(8), undefined, 4, 'accuracy');
    expect(accuracy.lines.map(({ key }) => key)).toEqual(['digit', 'parity']);
    expect(line(accuracy, 'parity')).toEqual([[4, 0.75], [8, 0.75]]);
    expect(line(metricChart(record(4), undefined, 4, 'psnr'), 'reconstruction')).toEqual([[4, expect.closeTo(20, 4)]]);
  });
});

it('knows when losses are of different kinds', () => {
  expect(lossesDiffer(defaultExperiment)).toBe(true);
  expect(lossesDiffer({ ...defaultExperiment, tasks: defaultExperiment.tasks.slice(0, 2) })).toBe(false);
});

it('weights are the effective ones', () => {
  expect(line(weightChart(record(2), 2), 'parity')).toEqual([[2, expect.closeTo(0.3)]]);
});

describe('conflictChart', () => {
  const measured = (layer: string | undefined, tasks: number[], ...grams: [step: number, gram: number[]][]): ConflictColumn => ({
    layer,
    tasks,
    steps: Uint32Array.from(grams, ([step]) => step),
    grams: Float32Array.from(grams.flatMap(([, gram]) => gram)),
  });
  // The worked example: rows [−4, 1, 1] and [6, 1, 1].
  const worked = [18, -22, -22, 38];

  it('gives cosine and magnitude similarity of the published example', () => {
    const run = record(1, { conflicts: [measured('a', [0, 1], [1, worked])] });
    expect(conflictChart(run, 1, 'a', 'cosine').lines[0]?.points[0]?.y).toBeCloseTo(-0.841191, 5);
    expect(conflictChart(run, 1, 'a', 'similarity').lines[0]?.points[0]?.y).toBeCloseTo(0.93405, 5);
  });

  it('keeps layers apart from all of them together', () => {
    const conflicts = [measured('a', [0, 1], [1, worked]), measured(undefined, [0, 1, 2], [1, [1, 0, 1, 0, 1, 0, 1, 0, 2]])];
    const run = record(1, { conflicts });
    expect(measuredLayers(run)).toEqual(['a']);
    expect(conflictChart(run, 1, undefined, 'cosine').lines.map(({ task, other, points }) => [task, other, points[0]?.y])).toEqual([
      [0, 1, 0],
      [0, 2, expect.closeTo(1 / Math.sqrt(2), 6)],
      [1, 2, 0],
    ]);
  });

  it('averages the steps of a bucket and leaves out gradients of zero', () => {
    const conflicts = [measured('a', [0, 1], [1, [1, 1, 1, 1]], [2, [1, 0, 0, 1]], [3, [0, 0, 0, 1]])];
    expect(conflictChart(record(4, { conflicts }), 2, 'a', 'cosine').lines[0]?.points).toEqual([{ x: 2, y: 0.5 }]);
  });

  it('is the same however often it was asked before, also for other layers, other widths and a run that was cut', () => {
    const columns = (steps: readonly (readonly [number, number])[]): ConflictColumn[] => [
      measured('a', [0, 1], ...steps.map(([step, cosine]): [number, number[]] => [step, [1, cosine, cosine, 1]])),
      measured(undefined, [0, 1], ...steps.map(([step]): [number, number[]] => [step, [1, 0, 0, 1]])),
    ];
    const asked = record(0);
    let all: (readonly [number, number])[] = [];
    const measure = (step: number, cosine: number) => {
      all.push([step, cosine]);
      asked.series.conflicts.append(columns([[step, cosine]]));
    };
    const questions = [[1, 'a'], [2, 'a'], [2, undefined], [2, undefined]] as const;
    for (let step = 1; step <= 200; step += 1) {
      measure(step, step / 200);
      const [width, layer] = questions[step % 4] ?? [1, 'a'];
      if (step % 7 > 2) continue;
      expect(conflictChart(asked, width, layer, 'cosine')).toEqual(conflictChart(record(0, { conflicts: columns(all) }), width, layer, 'cosine'));
    }
    asked.series.cutAfter(5);
    all = all.slice(0, 5);
    for (let step = 6; step <= 8; step += 1) measure(step, -step / 10);
    expect(conflictChart(asked, 2, 'a', 'cosine')).toEqual(conflictChart(record(0, { conflicts: columns(all) }), 2, 'a', 'cosine'));
    // Measured anew from a step on, without having been cut.
    measure(7, 0.5);
    all = [...all.slice(0, 6), [7, 0.5]];
    expect(conflictChart(asked, 1, 'a', 'cosine')).toEqual(conflictChart(record(0, { conflicts: columns(all) }), 1, 'a', 'cosine'));
  });
});

it('finds the point that stands for a step', () => {
  const data = lossChart(record(8), undefined, 4, false);
  const digit = (step: number) => valuesAt(data, step).find(({ line: { key } }) => key === 'digit')?.point.x;
  expect([1, 4, 5, 8, 30].map(digit)).toEqual([4, 4, 8, 8, 8]);
});
