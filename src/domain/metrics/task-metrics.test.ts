import { describe, expect, it } from 'vitest';
import { taskKind } from '../tasks/task-kinds';
import { sumsLayout, taskMetrics } from './task-metrics';

describe('the metrics of tasks', () => {
  it('stand one after another, as long as each task needs', () => {
    const kinds = [taskKind('digit'), taskKind('mean-colour'), taskKind('reconstruction'), taskKind('ink')];
    expect(sumsLayout(kinds, [32, 32, 3])).toEqual([
      { offset: 0, length: 2 },
      { offset: 2, length: 11 },
      { offset: 13, length: 2 },
      { offset: 15, length: 5 },
    ]);
  });

  it('have the names and the order that the task gives them, the primary one first', () => {
    expect(Object.keys(taskMetrics(taskKind('ink'), [1, 2, 1, 1, 2]))).toEqual(['mae', 'r2']);
    expect(taskMetrics(taskKind('digit'), [3, 4])).toEqual({ accuracy: 0.75 });
  });

  it('are in the task’s own unit', () => {
    const ink = taskKind('ink');
    const { mae } = taskMetrics(ink, [6, 4, 9, 0, 5]);
    expect(mae).toBeCloseTo((6 / 4) * (ink.target.kind === 'values' ? ink.target.scale : Number.NaN), 12);
  });

  it('are not made up: undefined is NaN, and too few sums throw', () => {
    expect(taskMetrics(taskKind('digit'), [0, 0])).toEqual({ accuracy: Number.NaN });
    expect(() => taskMetrics(taskKind('digit'), [1])).toThrow('missing');
  });
});
