import { describe, expect, it } from 'vitest';
import type { TestPoint } from '../../protocol/metrics';
import { taskStepEffect } from './task-step-effect';

function testAt(step: number, losses: readonly number[], more: Partial<TestPoint> = {}): TestPoint {
  const tasks = losses.map((loss) => ({ loss, count: 100, sums: new Float32Array(0) }));
  return { step, subset: false, images: 100, tasks, ...more };
}

const alone = (...steps: readonly number[]) => steps.map((step) => ({ step, task: 1 }));

describe('what a step on the loss of one task did', () => {
  it('compares all test images before and after', () => {
    const series = { steps: 6, taskSteps: alone(6), tests: [testAt(5, [1, 2]), testAt(6, [1.5, 1])] };
    expect(taskStepEffect(series)).toEqual({ task: 1, first: 6, last: 6, images: 100, before: [1, 2], after: [1.5, 1] });
  });

  it('goes back over steps in quick succession to the last test', () => {
    const series = { steps: 7, taskSteps: alone(6, 7), tests: [testAt(5, [1, 2]), testAt(7, [3, 4])] };
    expect(taskStepEffect(series)).toMatchObject({ first: 6, last: 7, before: [1, 2], after: [3, 4] });
  });

  it('has nothing to compare with across a step on all tasks, on another task, on fewer images or on validation images', () => {
    const after = testAt(7, [3, 4]);
    const before = (series: Partial<Parameters<typeof taskStepEffect>[0]>) =>
      taskStepEffect({ steps: 7, taskSteps: alone(7), tests: [testAt(5, [1, 2]), after], ...series })?.before;
    expect(before({})).toBeUndefined();
    expect(before({ taskSteps: [{ step: 6, task: 0 }, ...alone(7)] })).toBeUndefined();
    expect(before({ tests: [testAt(6, [1, 2], { subset: true }), after] })).toBeUndefined();
    expect(before({ tests: [testAt(6, [1, 2], { images: 99 }), after] })).toBeUndefined();
    expect(before({ tests: [testAt(6, [1, 2], { split: 'validation' }), after] })).toBeUndefined();
    expect(before({ tests: [testAt(6, [1, 2]), after] })).toEqual([1, 2]);
  });

  it('is not told before the test after it, nor once other steps were taken', () => {
    expect(taskStepEffect({ steps: 6, taskSteps: alone(6), tests: [testAt(5, [1, 2])] })).toBeUndefined();
    expect(taskStepEffect({ steps: 7, taskSteps: alone(6), tests: [testAt(6, [1, 2]), testAt(7, [1, 2])] })).toBeUndefined();
  });
});
