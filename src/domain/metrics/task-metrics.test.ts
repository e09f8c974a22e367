import { describe, expect, it } from 'vitest';
import type { Task } from '../tasks/task-kind';
import { usualTask } from '../tasks/tasks.test-helpers';
import { layoutOfTasks, sumsLength, sumsPlaces, taskMetrics } from './task-metrics';

const unknownScores = { precision: Number.NaN, recall: Number.NaN, f1: Number.NaN, auc: Number.NaN };

describe('the sums of tasks', () => {
  it('stand one after another, as long as each task needs', () => {
    const layout = layoutOfTasks([usualTask('digit'), usualTask('mean-colour'), usualTask('reconstruction'), usualTask('ink')], [32, 32, 3]);
    expect(layout).toEqual([
      { measure: 'classification', outputSize: 10, sums: 2 },
      { measure: 'regression', outputSize: 3, sums: 11 },
      { measure: 'image', outputSize: 3072, sums: 2 },
      { measure: 'regression', outputSize: 1, sums: 5 },
    ]);
    expect(sumsPlaces(layout)).toEqual([
      { offset: 0, size: 2 },
      { offset: 2, size: 11 },
      { offset: 13, size: 2 },
      { offset: 15, size: 5 },
    ]);
    expect([sumsLength(layout), sumsLength([])]).toEqual([20, 0]);
  });
});

describe('the metrics of tasks', () => {
  it('have the names and the order that the task gives them, the primary one first, and then those of its measure', () => {
    expect(Object.keys(taskMetrics(usualTask('ink'), [1, 2, 1, 1, 2]))).toEqual(['mae', 'r2', 'rmse']);
    const details = { metrics: { auc: 0.8, f1: 0.7, recall: 0.6, precision: 0.5 } };
    expect(Object.entries(taskMetrics(usualTask('digit'), [3, 4], details))).toEqual([
      ['accuracy', 0.75],
      ['precision', 0.5],
      ['recall', 0.6],
      ['f1', 0.7],
      ['auc', 0.8],
    ]);
  });

  it('are of the task alone, and not-a-number where a test left too little', () => {
    expect(taskMetrics(usualTask('reconstruction'), [0.01, 1], { metrics: { f1: 0.5 } })).toEqual({ psnr: expect.closeTo(20, 5) });
    // A record of an older version has no scores.
    expect(taskMetrics(usualTask('parity'), [1, 2])).toEqual({ ...unknownScores, accuracy: 0.5 });
    expect(taskMetrics(usualTask('parity'), [1, 2], { metrics: { auc: 1 } })).toEqual({ ...unknownScores, accuracy: 0.5, auc: 1 });
  });

  it('come from the sums where those tell them', () => {
    const tags: Task = { ...usualTask('ink'), measure: 'tags', metrics: ['mean-ap', 'f1'] };
    expect(taskMetrics(tags, [1, 2, 2])).toEqual({ 'mean-ap': Number.NaN, f1: 0.5 });
  });

  it('are in the task’s own unit', () => {
    const ink = usualTask('ink');
    const { mae } = taskMetrics(ink, [6, 4, 9, 0, 5]);
    expect(mae).toBeCloseTo((6 / 4) * (ink.target.scale), 12);
  });

  it('are not made up: undefined is NaN, and too few sums throw', () => {
    expect(taskMetrics(usualTask('digit'), [0, 0])).toEqual({ ...unknownScores, accuracy: Number.NaN });
    expect(() => taskMetrics(usualTask('digit'), [1])).toThrow('missing');
  });
});
