import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../commands';
import { analyseExperiment } from '../../context';
import { defaultExperiment } from '../../default-experiment';
import type { Experiment } from '../../schema';
import { singleTaskExperiment } from '../single-task';
import { compare, planComparison, type FinishedRun } from './comparison';
import type { Purpose } from '../plans';
import { resultOf } from '../results.test-helpers';

const tasks: Experiment['tasks'] = [
  { id: 'digit', kind: 'digit', colour: 0, weight: 1 },
  { id: 'ink', kind: 'ink', colour: 1, weight: 1 },
];

function run(purpose: Purpose, metrics: Parameters<typeof resultOf>[0]): FinishedRun {
  return { purpose, result: resultOf(metrics) };
}

/** One seed: the accuracy and the error together, and alone. */
function seedRuns(seed: number, together: readonly [number, number], alone: readonly [number, number]): readonly FinishedRun[] {
  return [
    run({ kind: 'together', seed }, { digit: { accuracy: together[0] }, ink: { mae: together[1], r2: 0.5 } }),
    run({ kind: 'alone', task: 'digit', seed }, { digit: { accuracy: alone[0] } }),
    run({ kind: 'alone', task: 'ink', seed }, { ink: { mae: alone[1], r2: 0.9 } }),
  ];
}

describe('the runs of a comparison', () => {
  it('are, for every seed, all tasks together and each by itself', () => {
    const plan = planComparison(defaultExperiment, { kind: 'comparison', seeds: [1, 2] });
    if (!plan.ok) throw new Error(plan.error.code);
    expect(plan.value.map(({ purpose }) => purpose)).toEqual(
      [1, 2].flatMap((seed) => [
        { kind: 'together', seed },
        ...['digit', 'parity', 'reconstruction'].map((task) => ({ kind: 'alone', task, seed })),
      ]),
    );
    expect(plan.value[4]?.document).toEqual({ ...defaultExperiment, seed: 2 });
    expect(plan.value[6]?.document).toEqual(baselineValue({ ...defaultExperiment, seed: 2 }, 'parity'));
    expect(plan.value.every(({ document }) => analyseExperiment(document).runnable)).toBe(true);
  });

  it('are refused for one task, bad seeds and a network that cannot train', () => {
    const code = (experiment: Experiment, seeds: readonly number[]) => {
      const plan = planComparison(experiment, { kind: 'comparison', seeds: [...seeds] });
      return plan.ok ? undefined : plan.error.code;
    };
    expect(code(baselineValue(defaultExperiment, 'digit'), [1])).toBe('too-few-tasks');
    expect(code(defaultExperiment, [])).toBe('no-seeds');
    expect(code(defaultExperiment, [1, 1])).toBe('repeated-value');
    expect(code(defaultExperiment, [0.5])).toBe('bad-seed');
    expect(code(defaultExperiment, [-1])).toBe('bad-seed');
    expect(code(defaultExperiment, Array.from({ length: 11 }, (_, seed) => seed))).toBe('too-many-seeds');
    const cut = applyCommand(defaultExperiment, 'wire.remove', { wires: [{ from: 'input', to: 'conv-1' }] });
    expect(code(cut.ok ? cut.value : defaultExperiment, [1])).toBe('network-not-runnable');
  });
});

describe('together against single-task baselines', () => {
  it('has the gap between train and test of each primary metric, of pairs; none where train was not measured', () => {
    const measured = (found: FinishedRun, gain: number): FinishedRun => ({
      ...found,
      result: {
        ...found.result,
        tasks: found.result.tasks.map((one) => ({ ...one, train: { loss: 0.5, metrics: { accuracy: (one.test.metrics.accuracy ?? Number.NaN) + gain, mae: 0 } } })),
      },
    });
    const runs = [1, 2].flatMap((seed) => seedRuns(seed, [0.9, 0.02], [0.8, 0.01]).map((found) => measured(found, found.purpose.kind === 'together' ? 0.01 : 0.03 * seed)));
    const [digit, ink] = compare(tasks, runs).gaps;
    expect(digit).toMatchObject({ task: 'digit', metric: 'accuracy', verdict: 'no-difference-shown' });
    expect([digit?.together.mean, digit?.baseline.mean, digit?.difference.mean]).toEqual([0.01, 0.045, -0.035].map((mean) => expect.closeTo(mean, 12)));
    expect([ink?.metric, ink?.together.mean, ink?.baseline.mean]).toEqual(['mae', expect.closeTo(-0.02, 12), expect.closeTo(-0.01, 12)]);
    const older = compare(tasks, seedRuns(1, [0.9, 0.02], [0.8, 0.01]));
    expect(older.gaps.map(({ difference }) => difference.mean)).toEqual([Number.NaN, Number.NaN]);
  });

  it('is the difference of pairs, metric by metric, and the gain by primary metrics', () => {
    const found = compare(tasks, [...seedRuns(1, [0.9, 0.02], [0.8, 0.01]), ...seedRuns(2, [0.92, 0.03], [0.8, 0.02])]);
    expect(found.seeds).toEqual([1, 2]);
    const accuracy = found.scores.find(({ metric }) => metric === 'accuracy');
    expect(accuracy?.together.mean).toBeCloseTo(0.91, 12);
    expect(accuracy?.difference.mean).toBeCloseTo(0.11, 12);
    // 0.1 and 0.12: mean 0.11, deviation 0.01414, t(1) = 12.7062, so ± 0.127.
    expect(accuracy?.difference.interval?.high).toBeCloseTo(0.11 + 0.127062, 5);
    expect(accuracy?.verdict).toBe('not-yet-certain');
    // Seed 1: accuracy +12.5 %, error +100 %; seed 2: +15 %, +50 %. R² has no part in it.
    expect(found.gain.mean).toBeCloseTo(((12.5 - 100) / 2 + (15 - 50) / 2) / 2, 8);
    expect(found.primary.map(({ task, metric }) => `${task} ${metric}`)).toEqual(['digit accuracy', 'ink mae']);
    expect(found.scores.map(({ task, metric }) => `${task} ${metric}`)).toEqual([
      ...['accuracy', 'precision', 'recall', 'f1', 'auc', 'loss'].map((metric) => `digit ${metric}`),
      ...['mae', 'r2', 'rmse', 'loss'].map((metric) => `ink ${metric}`),
    ]);
    // Runs of older versions were not measured by it.
    expect(found.scores.find(({ metric }) => metric === 'f1')?.together.mean).toBeNaN();
  });

  it('shows a difference that all seeds share', () => {
    const found = compare(
      tasks,
      [1, 2, 3].flatMap((seed) => seedRuns(seed, [0.9, 0.01 + seed * 1e-5], [0.8, 0.02])),
    );
    expect(found.verdict).toBe('difference');
    expect(found.gain.mean).toBeGreaterThan(0);
    expect(found.gain.method).toBe('paired-t');
  });

  it('counts no seed of which a run is missing, and draws nothing from one seed', () => {
    const runs = [...seedRuns(1, [0.9, 0.02], [0.8, 0.01]), ...seedRuns(2, [0.9, 0.02], [0.8, 0.01]).slice(0, 2)];
    const found = compare(tasks, runs);
    expect(found.seeds).toEqual([1]);
    expect(found.verdict).toBe('too-few');
    expect(found.gain.interval).toBeUndefined();
    expect(compare(tasks, []).gain.mean).toBeNaN();
  });

  it('has no gain over a baseline of 0', () => {
    const found = compare(tasks, seedRuns(1, [0.9, 0.02], [0.8, 0]));
    expect(found.gain.mean).toBeNaN();
    expect(found.scores.find(({ metric }) => metric === 'mae')?.difference.mean).toBeCloseTo(0.02, 12);
  });
});

function baselineValue(experiment: Experiment, task: string): Experiment {
  const alone = singleTaskExperiment(experiment, task);
  if (!alone.ok) throw new Error(alone.error.code);
  return alone.value;
}
