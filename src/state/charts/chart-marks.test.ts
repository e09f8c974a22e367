import { expect, it } from 'vitest';
import { markGroups, taskStepMarks } from './chart-marks';

it('groups marks by step', () => {
  const mark = (step: number, field: string) => ({ step, field, from: 0, to: 1 });
  const groups = markGroups([mark(5, 'a'), mark(9, 'b'), mark(5, 'c')]);
  expect(groups.map(({ step, marks }) => [step, marks.map(({ field }) => field)])).toEqual([
    [5, ['a', 'c']],
    [9, ['b']],
  ]);
});

it('marks steps on the loss of one task by the id of the task', () => {
  expect(taskStepMarks([{ step: 4, task: 1 }], ['digit', 'parity'])).toEqual([{ step: 4, field: 'tasks.parity.step', from: '', to: '' }]);
});
