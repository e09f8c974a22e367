import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { datasetById } from '../../../domain/datasets/datasets';
import { defaultExperiment } from '../../../experiment/default-experiment';
import { loadLateTexts } from '../../../i18n/translate';
import { className } from '../../common/tasks/task-names';
import { fieldOfTask, groupsOfTask, moveClasses, neighbourGroup, restOf, suggestedGroups, withNewGroup, type DraftGroup } from './class-groups';

beforeAll(loadLateTexts);

const words = (name: Parameters<typeof className>[0]) => className(name, 'en');
const { data } = defaultExperiment;
const task = { id: 'a', kind: 'classify', colour: 0, weight: 1 } as const;

describe('the groups to begin with', () => {
  it('are those of the ready-made questions of a data set', () => {
    const told = (dataset: 'mnist' | 'cifar10', field: string) =>
      suggestedGroups(datasetById(dataset), field, 10, words).map(({ kind, groups }) => [kind, ...groups.map(({ name, classes }) => `${name} ${classes.join('')}`)]);
    expect(told('mnist', 'digit')).toEqual([
      ['parity', 'even 02468', 'odd 13579'],
      ['at-least-five', '< 5 01234', '≥ 5 56789'],
      ['loop', 'no loop 123457', 'loop 0689'],
    ]);
    expect(told('cifar10', 'object')).toEqual([['animal-or-vehicle', 'vehicle 0189', 'animal 234567']]);
    expect(told('mnist', 'other')).toEqual([]);
  });

  it('are those that a task has: its own, or those of its ready-made question', () => {
    const told = (asked: Parameters<typeof groupsOfTask>[1]) => groupsOfTask(data, asked, 'digit', 10, words).map(({ name, classes }) => `${name} ${classes.join('')}`);
    expect(told({ ...task, kind: 'parity' })).toEqual(['even 02468', 'odd 13579']);
    expect(told({ ...task, groups: [{ name: 'one', classes: [1] }, { name: 'some', classes: [5, 2] }] })).toEqual(['one 1', 'some 25']);
    expect(told({ ...task, kind: 'digit' })).toEqual([]);
    expect(told({ ...task, kind: 'ink' })).toEqual([]);
  });

  it('are of the field that the task asks for, or of the first one', () => {
    const mnist = datasetById('mnist');
    expect(fieldOfTask(mnist, undefined)?.[0]).toBe('digit');
    expect(fieldOfTask(mnist, { field: 'digit' })?.[1]).toHaveLength(10);
    expect(fieldOfTask(mnist, { field: 'object' })?.[0]).toBe('digit');
  });
});

describe('groups that are made', () => {
  const groups: readonly DraftGroup[] = [{ key: 0, name: 'a', classes: [1, 3] }, { key: 4, name: 'b', classes: [0] }];

  it('have a class in one of them at the most, however classes are moved', () => {
    const count = 10;
    const move = fc.record({ moved: fc.array(fc.integer({ min: 0, max: count - 1 })), to: fc.constantFrom(0, 4, 5, undefined) });
    fc.assert(
      fc.property(fc.array(move), (moves) => {
        let now = withNewGroup(groups, 'c');
        for (const { moved, to } of moves) {
          now = moveClasses(now, moved, to);
          const inside = now.find(({ key }) => key === to)?.classes ?? restOf(now, count);
          expect(moved.every((index) => inside.includes(index))).toBe(true);
        }
        const all = [...now.flatMap(({ classes }) => classes), ...restOf(now, count)];
        expect(all.toSorted((first, second) => first - second)).toEqual(Array.from({ length: count }, (_, index) => index));
      }),
    );
  });

  it('take a further one that is none of them', () => {
    expect(withNewGroup(groups, 'c').at(-1)).toEqual({ key: 5, name: 'c', classes: [] });
    expect(withNewGroup([], 'c')).toEqual([{ key: 0, name: 'c', classes: [] }]);
  });

  it('lie one behind the other for arrow keys, behind the place of classes in none', () => {
    const by = (index: number, direction: 1 | -1) => neighbourGroup(groups, index, direction);
    expect([by(7, 1), by(1, 1), by(0, -1), by(3, -1)]).toEqual([0, 4, 0, undefined]);
    expect([by(7, -1), by(0, 1)]).toEqual([null, null]);
  });
});
