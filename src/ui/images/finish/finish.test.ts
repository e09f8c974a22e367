import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../../experiment/context';
import { defaultExperiment as experiment } from '../../../experiment/default-experiment';
import type { TestPoint } from '../../../protocol/metrics';
import type { RunRecord } from '../../../state/app-state';
import { RunSeries } from '../../../state/runs/run-series';
import { isImproving, lowestMeanCosine, nextThings, type Outcome } from './next-things';
import { finishOf } from './reached';

/** A test in which these shares of digits and parities are right, and pictures have an error. */
function testAt(step: number, images: number, digit: number, parity = 0.5, more: Partial<TestPoint> = {}): TestPoint {
  const right = (share: number) => ({ loss: 1, count: images, sums: Float32Array.of(share * images, images) });
  return { step, subset: images < 2000, images, tasks: [right(digit), right(parity), { loss: 1, count: images, sums: Float32Array.of(images / 10, images) }], ...more };
}

function runOf(tests: readonly TestPoint[], change: Partial<RunRecord> = {}): RunRecord {
  const series = new RunSeries(layoutOf(experiment));
  const steps = tests.at(-1)?.step ?? 0;
  const of = (values: number) => new Float32Array(values * steps);
  series.append({ firstStep: 0, steps, losses: of(3), sums: of(6), totals: of(1), weights: of(3), tests, conflicts: [], examplesPerSecond: 0 });
  return { id: 'run', startedAt: 0, experiment, marks: [], timeline: [], series, ...change };
}

describe('what was reached', () => {
  const run = runOf([testAt(920, 512, 0.97), testAt(938, 2000, 0.95, 0.9)]);

  it('is on all test images, and says on how many it was before', () => {
    expect(finishOf(run, undefined)).toMatchObject({ images: 2000, before: 512, tasks: [{ task: 'digit', value: 0.95, change: undefined }, { task: 'parity' }, { task: 'reconstruction' }] });
    expect(finishOf(runOf([testAt(920, 512, 0.97)]), undefined)).toBeUndefined();
    expect(finishOf(runOf([testAt(938, 2000, 0.97)]), undefined)?.before).toBeUndefined();
  });

  it('is better or worse than the run before only where chance does not explain it', () => {
    const verdicts = (digit: number, parity: number) => finishOf(run, runOf([testAt(938, 2000, digit, parity)]))?.tasks.map(({ change }) => change?.verdict);
    expect(verdicts(0.9, 0.95)).toEqual(['better', 'worse', 'no-difference-shown']);
    expect(verdicts(0.948, 0.9)).toEqual(['no-difference-shown', 'no-difference-shown', 'no-difference-shown']);
    const brighter = runOf([{ ...testAt(938, 2000, 0.95), tasks: testAt(938, 2000, 0.95).tasks.map((task, place) => (place === 2 ? { ...task, sums: Float32Array.of(100, 2000) } : task)) }]);
    // One run each says nothing of decibels.
    expect(finishOf(run, brighter)?.tasks[2]?.change?.verdict).toBe('unknown');
  });

  it('is set beside no run of other images, or that was not tested on all', () => {
    const others = [
      runOf([testAt(938, 2000, 0.5)], { experiment: { ...experiment, data: { ...experiment.data, test: 1000 } } }),
      runOf([testAt(920, 512, 0.5)]),
      runOf([testAt(938, 2000, 0.5)], { experiment: { ...experiment, tasks: experiment.tasks.map((task) => ({ ...task, id: `other-${task.id}` })) } }),
    ];
    for (const other of others) expect(finishOf(run, other)?.tasks.map(({ change }) => change)).toEqual([undefined, undefined, undefined]);
  });
});

describe('the next three things', () => {
  const usual: Outcome = { shares: true, compared: false, lowestCosine: 0.2, readsGradients: false, improving: false, otherSeed: false };
  const after = (outcome: Partial<Outcome>) => nextThings({ ...usual, ...outcome });

  it('begin with what the run says', () => {
    expect(after({})).toEqual(['compare', 'seed', 'share']);
    expect(after({ lowestCosine: -0.3 })).toEqual(['method', 'compare', 'seed']);
    expect(after({ improving: true })).toEqual(['compare', 'epochs', 'seed']);
    expect(after({ compared: true, otherSeed: true })).toEqual(['share', 'epochs', 'seed']);
  });

  it('offer no method for noise, nor where the method acts on gradients already or nothing is shared', () => {
    expect(after({ lowestCosine: -0.09 })).not.toContain('method');
    expect(after({ lowestCosine: -0.5, readsGradients: true })).not.toContain('method');
    expect(after({ lowestCosine: -0.5, shares: false })).toEqual(['seed', 'share', 'epochs']);
    expect(after({ lowestCosine: undefined })).not.toContain('method');
  });

  it('know a run that was still learning', () => {
    const ofLosses = (losses: readonly number[]) => ({ tests: losses.map((loss, place) => ({ ...testAt(place, 512, 0.5), tasks: [{ loss, count: 512, sums: new Float32Array(2) }] })) });
    expect(isImproving(ofLosses([8, 7, 6, 5, 4, 3, 2, 1]))).toBe(true);
    expect(isImproving(ofLosses([8, 7, 6, 5, 1, 1, 1, 1]))).toBe(false);
    expect(isImproving(ofLosses([1, 1, 1]))).toBe(true);
  });

  it('know by how much two tasks disagree at the end', () => {
    const { series } = runOf([]);
    expect(lowestMeanCosine(series)).toBeUndefined();
    const steps = 100;
    series.append({
      firstStep: 0,
      steps,
      losses: new Float32Array(3 * steps),
      sums: new Float32Array(6 * steps),
      totals: new Float32Array(steps),
      weights: new Float32Array(3 * steps),
      tests: [],
      conflicts: [{ layer: undefined, tasks: [0, 1], steps: Uint32Array.of(5, 95, 100), grams: Float32Array.of(1, 0.9, 0.9, 1, 1, -0.5, -0.5, 1, 1, -0.25, -0.25, 1) }],
      examplesPerSecond: 0,
    });
    expect(lowestMeanCosine(series)).toBeCloseTo(-0.375);
  });
});
