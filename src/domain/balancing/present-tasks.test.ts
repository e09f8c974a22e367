import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balancesInGroups, balanceInGroups, oneGroup, type GroupState } from './task-groups';
import { balancingMethod } from './balancing-methods';
import { balancingRule } from './balancing-rules';
import { keptOf, lengthOfKept, withKeptOf } from './kept-numbers';
import { statesOfPresent, statesWithPresent, type PresentTasks } from './present-tasks';
import { allIds, inputOf } from './testing.test-helpers';
import type { Matrix } from './solvers/matrix';

const layouts = fc.record({ perTask: fc.integer({ min: 0, max: 4 }), pairs: fc.boolean() }).map(({ perTask, pairs }) => ({ perTask, ...(pairs ? { pairs } : {}) }));
const someOf = (tasks: number) => fc.uniqueArray(fc.integer({ min: 0, max: tasks - 1 }), { minLength: 1, maxLength: tasks }).map((places) => places.toSorted((one, other) => one - other));

describe('what is kept of some tasks', () => {
  it('is all that is theirs and nothing else, and goes back to where it was', () => {
    fc.assert(
      fc.property(layouts, fc.integer({ min: 1, max: 6 }).chain((tasks) => fc.tuple(fc.constant(tasks), someOf(tasks))), (keeps, [tasks, places]) => {
        const state = Array.from({ length: lengthOfKept(keeps, tasks) }, (_, index) => index + 1);
        const part = keptOf(keeps, state, tasks, places);
        expect(part).toHaveLength(lengthOfKept(keeps, places.length));
        expect(withKeptOf(keeps, state, tasks, places, part)).toEqual(state);
        const changed = withKeptOf(keeps, state, tasks, places, part.map((value) => -value));
        // Each number is of a task, or of a row and a column of a pair.
        changed.forEach((value, index) => {
          const behind = index - keeps.perTask * tasks;
          const owners = behind < 0 ? [index % tasks] : [Math.floor(behind / tasks), behind % tasks];
          expect(value).toBe(owners.every((task) => places.includes(task)) ? -index - 1 : index + 1);
        });
      }),
    );
  });
});

// The columns 0 to 2 are shared by all, column 3 by the tasks 0 and 1 alone.
const jacobian: Matrix = [[-4, 1, 1, 2], [6, 1, 1, -1], [1, -3, 0.5, 0]];
const present: PresentTasks = { places: [0, 2], width: 4, columns: [{ offset: 0, size: 3 }] };
const groups = oneGroup(2);
const all = oneGroup(3);

/** What is kept after some steps of all tasks. */
function keptAfter(id: (typeof allIds)[number], steps: number): readonly GroupState[] {
  const method = balancingMethod(id);
  let kept: readonly GroupState[] = [];
  for (let step = 0; step < steps; step += 1) {
    ({ kept } = balanceInGroups(method, balancingRule(id), all, { ...inputOf(id, jacobian, { losses: [1, 2, 3].map((loss) => loss / (step + 1)) }), step, epoch: step }, kept));
  }
  return kept;
}

describe.each(allIds.filter((id) => balancesInGroups(balancingMethod(id)) || balancingMethod(id).keeps !== undefined))('a step of %s without one of three tasks', (id) => {
  const method = balancingMethod(id);

  it.each([0, 4])('after %i steps of all leaves what is kept of that one, and moves on what is kept of the others', (steps) => {
    const before = keptAfter(id, steps);
    const own = statesOfPresent(method, groups, all, present, before);
    const rows = [0, 2].map((task) => jacobian[task]?.slice(0, 3) ?? []);
    const output = balanceInGroups(method, balancingRule(id), groups, { ...inputOf(id, rows, { losses: [0.5, 0.25] }), step: steps, epoch: steps }, own);
    const [after] = statesWithPresent(method, output.kept, all, present, before);
    const [was] = before.length > 0 ? before : statesWithPresent(method, [], all, present, []);
    if (after === undefined || was === undefined) throw new Error('a group is missing');
    expect(keptOf(method.keeps, after.state, 3, [1])).toEqual(keptOf(method.keeps, was.state, 3, [1]));
    const entries = (memory: Float32Array, task: number) => [...memory.subarray(4 * task, 4 * task + 4)].map((value) => value);
    const nothing = new Float32Array(after.memory.length);
    expect(entries(after.memory, 1)).toEqual(entries(was.memory.length === 0 ? nothing : was.memory, 1));
    // What task 0 shared with the absent one alone is its own in this step.
    expect(entries(after.memory, 0)[3]).toBe(entries(was.memory.length === 0 ? nothing : was.memory, 0)[3]);
    // The present ones find in the next step what they left.
    expect(statesOfPresent(method, groups, all, present, [after])).toEqual(output.kept);
  });
});

it('a group that has come about among the present tasks alone begins anew', () => {
  const method = balancingMethod('gradvac');
  const kept = [{ tasks: [0, 1], state: [1, 2, 3, 4], memory: new Float32Array() }];
  const apart = [{ tasks: [0, 1] }, { tasks: [2], aside: 'no-part' as const }];
  expect(statesOfPresent(method, [{ tasks: [0, 1] }], apart, { ...present, places: [0, 2] }, kept)).toEqual([{ tasks: [0, 1], state: [0, 0, 0, 0], memory: new Float32Array() }]);
  expect(statesWithPresent(method, [{ tasks: [0, 1], state: [9, 9, 9, 9], memory: new Float32Array() }], apart, { ...present, places: [0, 2] }, kept)).toEqual(kept);
});
