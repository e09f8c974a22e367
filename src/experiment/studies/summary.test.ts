import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '../schema';
import type { FinishedRun } from './kinds/comparison';
import { resultOf } from './results.test-helpers';
import { bestCell, paretoFront, summarise } from './summary';

const tasks: Experiment['tasks'] = [
  { id: 'digit', kind: 'digit', colour: 0, weight: 1 },
  { id: 'ink', kind: 'ink', colour: 1, weight: 1 },
];

/** A cell's run: the accuracy on test and on validation. */
function cellRun(cell: number, seed: number, test: number, validation: number | null): FinishedRun {
  const scores = (accuracy: number | null) => ({ digit: { accuracy }, ink: { mae: 0.01, r2: 0.9 } });
  return { purpose: { kind: 'cell', cell, seed }, result: resultOf(scores(test), scores(validation)) };
}

const accuracy = { kind: 'metric', task: 'digit', metric: 'accuracy' } as const;

describe('the best cell', () => {
  it('is chosen on validation, whatever the test images say', () => {
    const runs = [cellRun(0, 1, 0.99, 0.8), cellRun(0, 2, 0.99, 0.8), cellRun(1, 1, 0.5, 0.9), cellRun(1, 2, 0.5, 0.9)];
    expect(bestCell(tasks, runs, accuracy)).toMatchObject({ cell: 1, mean: 0.9 });
    // Whatever stands in the test scores, the choice stays.
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }), (noise) => {
        const other = [cellRun(0, 1, noise[0] ?? 0, 0.8), cellRun(0, 2, noise[1] ?? 0, 0.8), cellRun(1, 1, noise[2] ?? 0, 0.9), cellRun(1, 2, noise[3] ?? 0, 0.9)];
        expect(bestCell(tasks, other, accuracy)?.cell).toBe(1);
      }),
    );
  });

  it('says whether it was shown to be better than the second best', () => {
    const close = [cellRun(0, 1, 0, 0.8), cellRun(0, 2, 0, 0.9), cellRun(1, 1, 0, 0.85), cellRun(1, 2, 0, 0.83)];
    expect(bestCell(tasks, close, accuracy)).toMatchObject({ cell: 0, runnerUp: { cell: 1, verdict: 'no-difference-shown' } });
    const clear = [cellRun(0, 1, 0, 0.8), cellRun(0, 2, 0, 0.9), cellRun(1, 1, 0, 0.701), cellRun(1, 2, 0, 0.8)];
    expect(bestCell(tasks, clear, accuracy)).toMatchObject({ cell: 0, runnerUp: { verdict: 'difference' } });
    expect(bestCell(tasks, [cellRun(0, 1, 0, 0.8), cellRun(1, 1, 0, 0.7)], accuracy)?.runnerUp?.verdict).toBe('too-few');
  });

  it('is none of those with fewer runs, nor of those that were not measured', () => {
    const runs = [cellRun(0, 1, 0, 0.8), cellRun(0, 2, 0, 0.8), cellRun(1, 1, 0, 0.99)];
    expect(bestCell(tasks, runs, accuracy)).toEqual({ cell: 0, mean: 0.8 });
    expect(bestCell(tasks, [cellRun(0, 1, 0.5, null)], accuracy)).toBeUndefined();
    expect(bestCell(tasks, [], accuracy)).toBeUndefined();
  });

  it('has the lowest error where lower is better, and the first of equal ones', () => {
    const error = { kind: 'metric', task: 'ink', metric: 'mae' } as const;
    const runs = [cellRun(2, 1, 0, 0.8), cellRun(1, 1, 0, 0.7)];
    expect(bestCell(tasks, runs, error)?.cell).toBe(1);
    const lower = { purpose: { kind: 'cell', cell: 3, seed: 1 }, result: resultOf({ ink: { mae: 0.001 } }) } as const;
    expect(bestCell(tasks, [...runs, lower], error)?.cell).toBe(3);
  });
});

describe('the best cell by the gain', () => {
  it('is the one with the highest gain over alone, not the lowest', () => {
    const alone = (seed: number): readonly FinishedRun[] => [
      { purpose: { kind: 'alone', task: 'digit', seed }, result: resultOf({ digit: { accuracy: 0.8 } }) },
      { purpose: { kind: 'alone', task: 'ink', seed }, result: resultOf({ ink: { mae: 0.01 } }) },
    ];
    const runs = [...alone(1), ...alone(2), ...[1, 2].flatMap((seed) => [cellRun(0, seed, 0, 0.7), cellRun(1, seed, 0, 0.88), cellRun(2, seed, 0, 0.82)])];
    // Accuracy alone 0.8 on validation: −12.5 %, +10 % and +2.5 % for one of two tasks.
    expect(bestCell(tasks, runs, { kind: 'gain' })).toMatchObject({ cell: 1, mean: expect.closeTo(5, 10), runnerUp: { cell: 2 } });
  });
});

describe('the table of a sweep', () => {
  const alone: readonly FinishedRun[] = [
    { purpose: { kind: 'alone', task: 'digit', seed: 1 }, result: resultOf({ digit: { accuracy: 0.8 } }) },
    { purpose: { kind: 'alone', task: 'ink', seed: 1 }, result: resultOf({ ink: { mae: 0.02, r2: 0.5 } }) },
  ];

  it('has mean and interval of every metric and loss of every task, and the gain', () => {
    const runs = [cellRun(0, 1, 0.7, 0.6), cellRun(0, 2, 0.9, 0.6), cellRun(1, 1, 0.5, 0.6)];
    const [first, second] = summarise(tasks, runs, 'test');
    const metrics = (count: number) => Array.from({ length: count }, () => 'metric');
    expect(first?.seeds).toEqual([1, 2]);
    expect(first?.scores.map(({ objective }) => objective.kind)).toEqual([...metrics(5), 'loss', ...metrics(3), 'loss', 'gain']);
    expect(first?.scores[0]?.estimate.mean).toBeCloseTo(0.8, 12);
    expect(first?.scores[0]?.estimate.interval?.high).toBeCloseTo(0.8 + 12.7062 * 0.1, 4);
    expect(second?.scores[0]?.estimate.interval).toBeUndefined();
    expect(first?.scores.at(-1)?.estimate.mean).toBeNaN();
  });

  it('takes the gain over the single-task runs of the same seed', () => {
    const [cell] = summarise(tasks, [...alone, cellRun(0, 1, 0.9, 0.4)], 'test');
    // Accuracy +12.5 %, error −50 %: both better.
    expect(cell?.scores.at(-1)?.estimate.mean).toBeCloseTo(31.25, 10);
    const [other] = summarise(tasks, [...alone, cellRun(0, 2, 0.9, 0.4)], 'test');
    expect(other?.scores.at(-1)?.estimate.mean).toBeNaN();
  });
});

describe('the Pareto front', () => {
  it('holds what no other point beats', () => {
    const points = [
      [0.9, 0.1],
      [0.8, 0.05],
      [0.8, 0.2],
      [0.95, 0.3],
      [Number.NaN, 0],
      [0.9, 0.1],
    ] as const;
    expect(paretoFront(points, ['higher', 'lower'])).toEqual([0, 1, 3, 5]);
    expect(paretoFront(points, ['lower', 'lower'])).toEqual([1]);
    expect(paretoFront([], ['higher', 'higher'])).toEqual([]);
  });

  it('is not empty where a point is, holds no beaten one, and beats all that it leaves out', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }));
    const direction = fc.constantFrom('higher', 'lower');
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 20 }), fc.tuple(direction, direction), (points, directions) => {
        const front = new Set(paretoFront(points, directions));
        expect(front.size).toBeGreaterThan(0);
        // All turned to "higher is better", the definition is short.
        const turned = points.map(([x, y]) => [directions[0] === 'higher' ? x : -x, directions[1] === 'higher' ? y : -y] as const);
        turned.forEach(([x, y], place) => {
          const beaten = turned.some(([u, v]) => u >= x && v >= y && (u > x || v > y));
          expect(front.has(place)).toBe(!beaten);
        });
      }),
    );
  });
});
