import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../experiment/context';
import { defaultExperiment } from '../../experiment/default-experiment';
import { liveSettings, type LiveSettings } from '../../experiment/live-settings';
import type { Experiment } from '../../experiment/schema';
import { meanWeights, weightedSince } from './mean-weights';
import { RunSeries } from './run-series';

const by = (method: 'static' | 'pcgrad' | 'graddrop'): Experiment => ({ ...defaultExperiment, balancing: { method, values: {} } });
const change = (step: number, experiment: Experiment, more: Partial<LiveSettings> = {}) => ({ step, live: { ...liveSettings(experiment), ...more } });

/** So many steps of three tasks, whose first weight is the number of the step, from 1. */
function series(steps: number): RunSeries {
  const made = new RunSeries(layoutOf(defaultExperiment));
  made.append({
    firstStep: 0,
    steps,
    losses: new Float32Array(3 * steps),
    sums: new Float32Array(6 * steps),
    totals: new Float32Array(steps),
    weights: Float32Array.from({ length: 3 * steps }, (_, at) => (at % 3 === 0 ? at / 3 + 1 : 0)),
    tests: [],
    conflicts: [],
    examplesPerSecond: 0,
  });
  return made;
}

describe('the stretch of a run with the method on the desk', () => {
  it('begins where the method, its parameters or the weights changed last', () => {
    const timeline = [change(10, by('pcgrad')), change(20, by('graddrop')), change(30, by('graddrop'), { learningRate: 0.5 })];
    expect(weightedSince({ experiment: by('static'), timeline }, by('graddrop'))).toBe(20);
    expect(weightedSince({ experiment: by('static'), timeline: [] }, by('static'))).toBe(0);
    expect(weightedSince({ experiment: by('static'), timeline: [change(15, by('static'), { weights: [1, 0, 0] })] }, by('static'))).toBeUndefined();
  });

  it('has not begun while the change is on its way', () => {
    expect(weightedSince({ experiment: by('static'), timeline: [change(10, by('pcgrad'))] }, by('graddrop'))).toBeUndefined();
  });
});

describe('mean weights', () => {
  const experiment = by('static');

  it('are over the last 50 steps, and after a change of method over those since', () => {
    expect(meanWeights({ experiment, timeline: [], series: series(100) }, experiment)?.[0]).toBe((51 + 100) / 2);
    const timeline = [change(90, by('pcgrad'))];
    expect(meanWeights({ experiment, timeline, series: series(100) }, by('pcgrad'))?.[0]).toBe((91 + 100) / 2);
  });

  it('are none before the first step with the new method', () => {
    const timeline = [change(100, by('pcgrad'))];
    expect(meanWeights({ experiment, timeline, series: series(100) }, by('pcgrad'))).toBeUndefined();
  });
});
