import { describe, expect, it } from 'vitest';
import type { Task } from '../tasks/task-kind';
import { usualTask } from '../tasks/tasks.test-helpers';
import { sumsLayout, taskMetrics, testMetrics } from './task-metrics';

const unknownScores = { precision: Number.NaN, recall: Number.NaN, f1: Number.NaN, auc: Number.NaN };

describe('the metrics of tasks', () => {
  it('stand one after another, as long as each task needs', () => {
    const kinds = [usualTask('digit'), usualTask('mean-colour'), usualTask('reconstruction'), usualTask('ink')];
    expect(sumsLayout(kinds, [32, 32, 3])).toEqual([
      { offset: 0, size: 2 },
      { offset: 2, size: 11 },
      { offset: 13, size: 2 },
      { offset: 15, size: 5 },
    ]);
  });

  it('have the names and the order that the task gives them, the primary one first, and then those of its measure', () => {
    expect(Object.keys(taskMetrics(usualTask('ink'), [1, 2, 1, 1, 2]))).toEqual(['mae', 'r2', 'rmse']);
    expect(Object.entries(taskMetrics(usualTask('digit'), [3, 4], [0.5, 0.6, 0.7, 0.8]))).toEqual([
      ['accuracy', 0.75],
      ['precision', 0.5],
      ['recall', 0.6],
      ['f1', 0.7],
      ['auc', 0.8],
    ]);
  });

  it('are taken from each task’s own stretch of a test', () => {
    const kinds = [usualTask('digit'), usualTask('reconstruction'), usualTask('parity')];
    const sums = Float32Array.of(3, 4, 0.01, 1, 1, 2);
    const scores = Float32Array.of(0.5, 0.5, 0.5, 0.5, Number.NaN, Number.NaN, Number.NaN, Number.NaN, 0.25, 0.25, 0.25, 1);
    const [digit, reconstruction, parity] = testMetrics(kinds, [28, 28, 1], { sums, scores });
    expect(digit).toEqual({ accuracy: 0.75, precision: 0.5, recall: 0.5, f1: 0.5, auc: 0.5 });
    expect(reconstruction).toEqual({ psnr: expect.closeTo(20, 5) });
    expect(parity).toEqual({ accuracy: 0.5, precision: 0.25, recall: 0.25, f1: 0.25, auc: 1 });
    // A record of an older version has no scores.
    expect(testMetrics(kinds, [28, 28, 1], { sums })[2]).toEqual({ ...unknownScores, accuracy: 0.5 });
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
