import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trainImages } from '../../context';
import { defaultExperiment } from '../../default-experiment';
import { readExperiment } from '../../read-document';
import type { Experiment } from '../../schema';
import type { FinishedRun } from './comparison';
import { candidateCount, candidateWeights, chooseWeights, planCrossValidation } from './cross-validation';
import { resultOf } from '../results.test-helpers';
import { splitOf } from './split';

describe('the weights that are tried', () => {
  it('are the grid over the simplex without its border, equal weights first', () => {
    expect(candidateWeights(2, 4)).toEqual([
      [0.5, 0.5],
      [0.25, 0.75],
      [0.75, 0.25],
    ]);
    expect(candidateWeights(2, 3)).toEqual([
      [0.5, 0.5],
      [1 / 3, 2 / 3],
      [2 / 3, 1 / 3],
    ]);
  });

  it('sum to 1, are above 0, differ, and are as many as counted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 9 }), (tasks, resolution) => {
        const candidates = candidateWeights(tasks, resolution);
        expect(candidates).toHaveLength(candidateCount(tasks, resolution));
        expect(new Set(candidates.map((weights) => weights.join(' '))).size).toBe(candidates.length);
        for (const weights of candidates) {
          expect(weights).toHaveLength(tasks);
          expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
          expect(Math.min(...weights)).toBeGreaterThan(0);
        }
      }),
    );
  });
});

const plan = { kind: 'cross-validation', folds: 3, resolution: 4 } as const;

describe('the runs of a cross-validation', () => {
  it('are every mixture on every fold, each a sound document with static weights', () => {
    const runs = planCrossValidation(defaultExperiment, plan);
    if (!runs.ok) throw new Error(runs.error.code);
    // Two parts of 4 to one of three tasks, and equal thirds.
    expect(runs.value).toHaveLength(3 * 4);
    for (const { document, purpose } of runs.value) {
      expect(document.balancing).toEqual({ method: 'static', values: {} });
      expect(document.data.validation).toBe(1 / 3);
      expect(readExperiment(document)).toMatchObject({ ok: true, value: { experiment: document, repairs: [] } });
      if (purpose.kind !== 'candidate') throw new Error(purpose.kind);
      const { train, validation, fold = 0 } = document.data;
      expect(fold).toBe(purpose.fold);
      const split = splitOf(train, validation, document.seed, fold);
      expect([3333, 3334]).toContain(split.validation.length);
      expect(split.train.length).toBe(trainImages(document));
    }
    expect(new Set(runs.value.map(({ purpose }) => JSON.stringify(purpose))).size).toBe(12);
  });

  it('are refused with a reason', () => {
    const code = (change: { readonly folds?: number; readonly resolution?: number }, base: Experiment = defaultExperiment) => {
      const runs = planCrossValidation(base, { kind: 'cross-validation', folds: change.folds ?? 3, resolution: change.resolution ?? 4 });
      return runs.ok ? runs.value.length : runs.error.code;
    };
    expect(code({})).toBe(12);
    expect(code({ folds: 1 })).toBe('bad-folds');
    expect(code({ folds: 2.5 })).toBe('bad-folds');
    expect(code({ resolution: 2 })).toBe('bad-resolution');
    expect(code({ resolution: 20 })).toBe('too-many-candidates');
    expect(code({ folds: 10, resolution: 9 })).toBe('too-many-runs');
    expect(code({}, { ...defaultExperiment, tasks: defaultExperiment.tasks.slice(0, 1) })).toBe('too-few-tasks');
    expect(code({}, { ...defaultExperiment, data: { ...defaultExperiment.data, train: 5 } })).toBe('too-few-images');
    expect(code({}, { ...defaultExperiment, network: { layers: [], wires: [], ties: [] } })).toBe('network-not-runnable');
  });
});

const tasks: Experiment['tasks'] = [
  { id: 'digit', kind: 'digit', colour: 0, weight: 1 },
  { id: 'ink', kind: 'ink', colour: 1, weight: 1 },
];

function foldRun(candidate: number, fold: number, accuracy: number, mae: number, testAccuracy = 0.5): FinishedRun {
  const result = resultOf({ digit: { accuracy: testAccuracy }, ink: { mae } }, { digit: { accuracy }, ink: { mae } });
  return { purpose: { kind: 'candidate', candidate, fold }, result };
}

describe('the weights that are chosen', () => {
  const two = { kind: 'cross-validation', folds: 2, resolution: 4 } as const;
  const equal = [foldRun(0, 0, 0.8, 0.02), foldRun(0, 1, 0.9, 0.03)];

  it('have the highest mean gain over equal weights of the same fold, on validation alone', () => {
    const better = [foldRun(2, 0, 0.84, 0.02, 0), foldRun(2, 1, 0.9, 0.03, 0)];
    const worse = [foldRun(1, 0, 0.8, 0.03, 1), foldRun(1, 1, 0.9, 0.03, 1)];
    const chosen = chooseWeights(tasks, two, [...equal, ...worse, ...better]);
    expect(chosen?.best.weights).toEqual([0.75, 0.25]);
    // 0.84 against 0.8 is +5 % for one of two tasks on one of two folds.
    expect(chosen?.best.gain.mean).toBeCloseTo(1.25, 10);
    expect(chosen?.best.verdict).toBe('no-difference-shown');
    expect(chosen?.ranking.map(({ candidate }) => candidate)).toEqual([2, 0, 1]);
  });

  it('are equal ones where nothing beats them', () => {
    const same = [foldRun(1, 0, 0.8, 0.02), foldRun(1, 1, 0.9, 0.03)];
    const chosen = chooseWeights(tasks, two, [...same, ...equal]);
    expect(chosen?.best).toMatchObject({ candidate: 0, gain: { mean: 0 }, verdict: 'no-difference-shown' });
  });

  it('wait for equal weights, and pass over what is not through with every fold', () => {
    expect(chooseWeights(tasks, two, equal.slice(1))).toBeUndefined();
    expect(chooseWeights(tasks, two, [...equal, foldRun(1, 0, 0.99, 0.001)])?.best.candidate).toBe(0);
    expect(chooseWeights(tasks, two, [])).toBeUndefined();
  });
});
