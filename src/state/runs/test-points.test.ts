import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../experiment/context';
import { defaultExperiment as experiment } from '../../experiment/default-experiment';
import type { TestPoint } from '../../protocol/metrics';
import { metricChart } from '../charts/chart-data';
import { decodeRun } from '../persistence/stored-run';
import { newestScores } from './run-scores';
import { RunSeries } from './run-series';
import { runResult } from '../studies/study-results';
import { newestMetrics } from './newest-metrics';

/**
 * A test of 100 images, of which so many are answered rightly; precision, recall, F1 and AUC are a
 * hundredth of that, and pictures of 0 dB.
 */
function testAt(step: number, right: number, more: Partial<TestPoint> = {}): TestPoint {
  const share = right / 100;
  const details = { metrics: { precision: share, recall: share, f1: share, auc: share } };
  const tasks = [
    { loss: 1 / right, count: 100, sums: Float32Array.of(right, 100), details },
    { loss: 2 / right, count: 100, sums: Float32Array.of(right, 100), details },
    { loss: 1, count: 100, sums: Float32Array.of(100, 100) },
  ];
  return { step, subset: false, images: 100, tasks, ...more };
}

function recordOf(...tests: readonly TestPoint[]) {
  const series = new RunSeries(layoutOf(experiment));
  series.append({
    firstStep: 0,
    steps: 10,
    losses: new Float32Array(30),
    sums: new Float32Array(60),
    totals: new Float32Array(10),
    weights: new Float32Array(30),
    tests,
    conflicts: [],
    examplesPerSecond: 0,
  });
  return { id: 'run', startedAt: 0, experiment, marks: [], timeline: [], series };
}

const onTrain = (step: number, right: number) => testAt(step, right, { split: 'train' });

describe('a test on images that are trained on', () => {
  it('stands beside the one on test images, with the gap between them', () => {
    const metrics = newestMetrics(recordOf(testAt(10, 50, { split: 'test' }), onTrain(10, 80)), 'parity');
    expect(metrics).toMatchObject({ source: { of: 'test', step: 10, images: 100 }, trainImages: 100 });
    const { accuracy, f1, loss } = Object.fromEntries(metrics?.metrics.map(({ metric, ...both }) => [metric, both]) ?? []);
    expect(accuracy).toEqual({ train: 0.8, test: 0.5 });
    expect(f1).toEqual({ train: expect.closeTo(0.8, 6), test: 0.5 });
    expect(loss).toEqual({ train: expect.closeTo(0.025, 6), test: expect.closeTo(0.04, 6) });
  });

  it('is not set beside a test at another step', () => {
    const metrics = newestMetrics(recordOf(testAt(5, 40), onTrain(5, 80), testAt(10, 50, { subset: true })), 'digit');
    expect(metrics).toMatchObject({ source: { step: 10 }, trainImages: undefined });
    expect(metrics?.metrics[0]).toEqual({ metric: 'accuracy', train: Number.NaN, test: 0.5 });
  });

  it('never stands for one on test images', () => {
    const record = recordOf(testAt(10, 50), onTrain(10, 80));
    expect(newestScores(record).map(({ value }) => value)).toEqual([0.5, 0.5, 0]);
    expect(metricChart(record, undefined, 1, 'accuracy').fullTests).toEqual([0, 1].map((task) => ({ task, x: 10, y: 0.5 })));
  });

  it('is part of what a run of a study gave', () => {
    const [digit] = runResult(experiment, recordOf(testAt(10, 50), onTrain(10, 80)).series)?.tasks ?? [];
    expect([digit?.test.metrics.accuracy, digit?.train?.metrics.accuracy, digit?.validation]).toEqual([0.5, 0.8, null]);
    for (const one of [testAt(10, 50), onTrain(10, 80)]) expect(runResult(experiment, recordOf(one).series)).toBeUndefined();
    expect(runResult(experiment, recordOf(testAt(10, 50), onTrain(9, 80)).series)).toBeUndefined();
  });

  it('is kept with a run, and runs that were kept without any open', () => {
    for (const record of [recordOf(testAt(10, 50, { split: 'test' }), onTrain(10, 80)), recordOf(testAt(10, 50))]) {
      const { tests } = record.series;
      expect(decodeRun(structuredClone({ ...record, series: record.series.store() }))?.series.tests).toEqual(tests);
    }
  });

  it('is kept with the coefficients by which layers mix, and without them where they are no numbers', () => {
    const kept = (coefficients: unknown) => {
      const record = recordOf(testAt(10, 50));
      const stored = record.series.store();
      const tests = stored.tests.map((test) => ({ ...test, coefficients }));
      return decodeRun(structuredClone({ ...record, series: { ...stored, tests } }))?.series.tests;
    };
    const stitch = { layer: 'stitch-1-1', values: Float32Array.of(0.75, 0.25) };
    expect(kept([stitch])).toEqual([testAt(10, 50, { coefficients: [stitch] })]);
    for (const odd of [[{ ...stitch, values: [0.75, 0.25] }], [{ ...stitch, layer: 1 }], 'none']) expect(kept(odd)).toEqual([testAt(10, 50)]);
  });
});
