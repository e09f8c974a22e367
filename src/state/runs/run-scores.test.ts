import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../experiment/context';
import { defaultExperiment as experiment } from '../../experiment/default-experiment';
import { liveSettings } from '../../experiment/live-settings';
import type { TestPoint } from '../../protocol/metrics';
import type { RunRecord } from '../app-state';
import { newestMetrics } from './newest-metrics';
import { newestScores } from './run-scores';
import { RunSeries } from './run-series';

/** A test in which this share of digits and of parities is right, and pictures have 0 dB. */
function testAt(step: number, share: number, more: Partial<TestPoint> = {}): TestPoint {
  const images = more.images ?? 512;
  const right = { loss: 1, count: images, sums: Float32Array.of(share * images, images) };
  return { step, subset: images === 512, images, tasks: [right, right, { loss: 1, count: images, sums: Float32Array.of(images, images) }], ...more };
}

/** Steps of 64 images, of which half are right in the first twenty steps and three in four later. */
function runOf(steps: number, ...tests: readonly TestPoint[]): RunRecord {
  const series = new RunSeries(layoutOf(experiment));
  const right = (step: number) => (step < 20 ? 32 : 48);
  series.append({
    firstStep: 0,
    steps,
    losses: new Float32Array(3 * steps).fill(2),
    sums: Float32Array.from(Array.from({ length: steps }, (_, step) => [right(step), 64, right(step), 64, 64, 64]).flat()),
    totals: new Float32Array(steps),
    weights: new Float32Array(3 * steps),
    tests,
    conflicts: [],
    examplesPerSecond: 0,
  });
  return { id: 'run', startedAt: 0, experiment, marks: [], timeline: [], series };
}

const digitOf = (run: RunRecord) => newestScores(run)[0];

describe('the figure of a task', () => {
  it('is of the newest test until the next one is due', () => {
    expect(digitOf(runOf(39, testAt(0, 0.125), testAt(20, 0.75)))).toEqual({
      task: 'digit',
      metric: 'accuracy',
      value: 0.75,
      source: { of: 'test', images: 512, step: 20 },
    });
  });

  it('is of the newest training batches where tests were left out: never older than its curve', () => {
    for (const steps of [40, 41, 114]) {
      const run = runOf(steps, testAt(0, 0.125));
      expect(digitOf(run)).toMatchObject({ value: 0.75, source: { of: 'batches', images: 20 * 64, step: steps } });
      const metrics = newestMetrics(run, 'digit');
      expect(metrics?.source).toEqual({ of: 'batches', images: 20 * 64, step: steps });
      expect(metrics?.metrics.find(({ metric }) => metric === 'accuracy')).toEqual({ metric: 'accuracy', train: 0.75, test: Number.NaN });
      expect(metrics?.metrics.find(({ metric }) => metric === 'loss')).toEqual({ metric: 'loss', train: 2, test: Number.NaN });
    }
    expect(digitOf(runOf(10))).toMatchObject({ value: 0.5, source: { of: 'batches', images: 10 * 64, step: 10 } });
  });

  it('goes by how often the run is tested now, and takes no more than 50 steps together', () => {
    const live = liveSettings({ ...experiment, training: { ...experiment.training, evaluateEvery: 500 } });
    const run = { ...runOf(70, testAt(20, 0.25)), timeline: [{ step: 5, live }] };
    expect(digitOf({ ...run })).toMatchObject({ value: 0.75, source: { of: 'batches', images: 50 * 64, step: 70 } });
    expect(digitOf({ ...runOf(69, testAt(20, 0.25)), timeline: run.timeline })).toMatchObject({ value: 0.25, source: { of: 'test', step: 20 } });
  });

  it('says of a test on all images how many the one before had', () => {
    expect(digitOf(runOf(110, testAt(100, 0.75), testAt(110, 0.5, { images: 2000 })))).toMatchObject({ value: 0.5, source: { images: 2000, step: 110 }, before: 512 });
    expect(digitOf(runOf(110, testAt(110, 0.5, { images: 2000 })))).not.toHaveProperty('before');
    expect(digitOf(runOf(110, testAt(110, 0.5, { images: 2000 }), testAt(110, 0.9, { images: 2000, split: 'train' })))).toMatchObject({ value: 0.5 });
  });

  it('is not there before anything was measured, and stays the same object until there is a newer one', () => {
    expect(newestScores(runOf(0))).toEqual([]);
    const run = runOf(30, testAt(20, 0.75));
    const [first] = newestScores(run);
    expect(newestScores(run)[0]).toBe(first);
    run.series.append({ firstStep: 30, steps: 0, losses: new Float32Array(), sums: new Float32Array(), totals: new Float32Array(), weights: new Float32Array(), conflicts: [], examplesPerSecond: 0, tests: [testAt(30, 0.5)] });
    expect(digitOf(run)).toMatchObject({ value: 0.5, source: { step: 30 } });
  });
});
