import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomKey } from '../../lib/random';
import type { BalancingInput } from './balancing-method';
import { balancingMethod, type BalancingId } from './balancing-methods';
import { balancingRule } from './balancing-rules';
import { at, type Matrix } from './solvers/matrix';
import { balanceInGroups, balancesInGroups, connectedGroups, groupsBeforeFirstStep, type GroupedOutput, type GroupState, type TaskGroup } from './task-groups';
import { allIds, distance, gramOf, inputOf, lengthOf } from './testing.test-helpers';

const reading = allIds.filter((id) => balancesInGroups(balancingMethod(id)));

/** Some steps of a method on the same Jacobian, in groups. */
function stepsOf(id: BalancingId, jacobian: Matrix, groups: readonly TaskGroup[], steps = 4, given: Partial<BalancingInput> = {}): GroupedOutput[] {
  const method = balancingMethod(id);
  let kept: readonly GroupState[] = groupsBeforeFirstStep(method, groups);
  return Array.from({ length: steps }, (_, step) => {
    const losses = jacobian.map((__, task) => (1 + task) / (1 + step * (1 + task)));
    const output = balanceInGroups(method, balancingRule(id), groups, { ...inputOf(id, jacobian, { losses, preference: jacobian.map(() => 0.5), random: randomKey(3, step), ...given }), step }, kept);
    ({ kept } = output);
    return output;
  });
}

/** What is done in one step: the weights, or the direction where there are none. */
function done({ weights, direction }: GroupedOutput | undefined = { notes: [], kept: [], learnedGradient: [], weights: undefined }): number[] {
  return [...(weights ?? direction ?? [])];
}

describe('groups of tasks', () => {
  it('are those that blocks link, over several blocks too; a task without a link stands aside', () => {
    const reaches = [
      [true, false, false, true],
      [false, false, true, false],
      [true, true, false, false],
      [false, true, false, false],
      [false, false, false, true],
    ];
    expect(connectedGroups(reaches)).toEqual([{ tasks: [0, 2, 3, 4] }, { tasks: [1], aside: 'no-part' }]);
    expect(connectedGroups([[true], [true]])).toEqual([{ tasks: [0, 1] }]);
    expect(connectedGroups([[false], [false]])).toEqual([{ tasks: [0], aside: 'no-part' }, { tasks: [1], aside: 'no-part' }]);
  });

  it('hold every task once, whatever is reached', () => {
    const matrices = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 6 })).chain(([tasks, blocks]) =>
      fc.array(fc.array(fc.boolean(), { minLength: blocks, maxLength: blocks }), { minLength: tasks, maxLength: tasks }),
    );
    fc.assert(
      fc.property(matrices, (reaches) => {
        const groups = connectedGroups(reaches);
        expect(groups.flatMap(({ tasks }) => tasks).sort((a, b) => a - b)).toEqual([...reaches.keys()]);
        const groupOf = (task: number) => groups.findIndex(({ tasks }) => tasks.includes(task));
        for (const [one, row] of reaches.entries()) {
          for (const [other, others] of reaches.entries()) {
            if (row.some((reached, block) => reached && others[block])) expect(groupOf(one)).toBe(groupOf(other));
          }
        }
      }),
    );
  });
});

describe.each(reading.map((id) => ({ id })))('$id, run by groups', ({ id }) => {
  // The columns 0 to 2 are shared by two tasks, the columns 3 to 5 by two others.
  const pairs: Matrix = [[-4, 1, 1, 0, 0, 0], [6, 1, 1, 0, 0, 0], [0, 0, 0, 2, -1, 0.5], [0, 0, 0, -1, 3, 1]];
  const both = [{ tasks: [0, 1] }, { tasks: [2, 3] }];
  const first = pairs.slice(0, 2);

  it('does to two tasks what it does to them without others, in every step', () => {
    const alone = stepsOf(id, first, [{ tasks: [0, 1] }]);
    const together = stepsOf(id, pairs, both);
    for (const [step, output] of together.entries()) {
      const expected = done(alone[step]);
      const found = output.weights === undefined ? done(output).slice(0, 3) : done(output).slice(0, 2);
      expect(found).toEqual(output.weights === undefined ? expected.slice(0, 3) : expected);
    }
  });

  it('is not changed for one pair by how long the gradients of the other are', () => {
    const longer = pairs.map((row, task) => (task < 2 ? row : row.map((value) => value * 1e6)));
    const [found, expected] = [stepsOf(id, longer, both), stepsOf(id, pairs, both)];
    const part = (output: GroupedOutput | undefined) => done(output).slice(0, output?.weights === undefined ? 3 : 2);
    for (const [step, output] of found.entries()) expect(part(output)).toEqual(part(expected[step]));
  });

  it('neither halts nor starves those who share because of a task that has no part', () => {
    const jacobian: Matrix = [...first.map((row) => row.slice(0, 3)), [0, 0, 0]];
    const groups = connectedGroups([[true], [true], [false]]);
    const outputs = stepsOf(id, jacobian, groups, 30);
    const alone = stepsOf(id, first.map((row) => row.slice(0, 3)), [{ tasks: [0, 1] }], 30);
    const last = outputs.at(-1);
    const size = last?.weights === undefined ? 3 : 2;
    expect(done(last).slice(0, size)).toEqual(done(alone.at(-1)));
    const expectedAlone = balancingMethod(id).usesPreference ? 0.5 : 1;
    if (last?.weights !== undefined) expect(last.weights[2]).toBe(expectedAlone);
    expect(last?.notes).toContain('no-part');
    expect(last?.notes).not.toContain('dead-gradient');
  });

  it('begins anew with a group that has come about since, and goes on with one that is as it was', () => {
    const method = balancingMethod(id);
    const before = stepsOf(id, pairs, both, 5).at(-1)?.kept ?? [];
    const regrouped = balanceInGroups(method, balancingRule(id), [{ tasks: [0, 1] }, { tasks: [2], aside: 'no-part' }, { tasks: [3], aside: 'no-part' }], inputOf(id, pairs), before);
    const going = balanceInGroups(method, balancingRule(id), both, inputOf(id, pairs), before);
    expect(done(regrouped).slice(0, 2)).toEqual(done(going).slice(0, 2));
    expect(regrouped.kept).toHaveLength(1);
  });
});

describe('the scale of all gradients', () => {
  const jacobian = [[-4, 1, 1], [6, 1, 1], [1, -3, 0.5]];
  it.each(reading.flatMap((id) => [1e-12, 1e-5, 1e5, 1e12].map((factor) => ({ id, factor }))))(
    'turns the direction of $id no other way, in its first step or a later one: times $factor',
    ({ id, factor }) => {
      const scaled = jacobian.map((row) => row.map((value) => value * factor));
      const groups = [{ tasks: [0, 1, 2] }];
      const unit = (of: Matrix, output: GroupedOutput) => {
        const vector = output.direction === undefined ? at3(of, output.weights ?? []) : [...output.direction];
        return vector.map((value) => value / lengthOf(vector));
      };
      const [expected, found] = [stepsOf(id, jacobian, groups), stepsOf(id, scaled, groups)];
      for (const [step, output] of found.entries()) {
        const reference = expected[step];
        if (reference === undefined) throw new Error('a step is missing');
        expect(distance(unit(jacobian, reference), unit(scaled, output))).toBeLessThan(1e-5);
      }
    },
  );

  function at3(of: Matrix, weights: readonly number[]): number[] {
    return (of[0] ?? []).map((_, column) => of.reduce((sum, row, task) => sum + at(row, column) * at(weights, task), 0));
  }
});

describe('what is only rounding', () => {
  it.each(reading)('is no partner for %s: a gradient of 1e-24 beside one of 1 counts as zero, and that is said', (id) => {
    const tiny = [[1, 0, 0], [0, 1e-24, 1e-24]];
    const [output] = stepsOf(id, tiny, [{ tasks: [0, 1] }], 1, { losses: [1, 1], gram: gramOf(tiny) });
    expect(output?.notes).toContain('zero-gradient');
    const vector = output?.direction === undefined ? [0, 1, 2].map((column) => tiny.reduce((sum, row, task) => sum + at(row, column) * (output?.weights?.[task] ?? 0), 0)) : [...output.direction];
    expect(Math.abs(at(vector, 1))).toBeLessThan(1e-20);
    expect((output?.weights ?? []).every((weight) => Math.abs(weight) <= 2)).toBe(true);
  });

  it('is told from a gradient that is dead, and from one of a task that is solved', () => {
    const [dead] = stepsOf('nash', [[1, 0], [0, 0]], [{ tasks: [0, 1] }], 1, { losses: [1, 1] });
    expect(dead?.notes).toEqual(['dead-gradient']);
    const [solved] = stepsOf('nash', [[1, 0], [0, 0]], [{ tasks: [0, 1] }], 1, { losses: [1, 1e-6] });
    expect(solved?.notes).toEqual(['zero-gradient']);
    // Twice the least length that counts.
    const [short] = stepsOf('nash', [[1, 0], [0, 2 ** -23]], [{ tasks: [0, 1] }], 1, { losses: [1, 1] });
    expect(short?.notes).toEqual([]);
  });
});
