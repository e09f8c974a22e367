import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../experiment/commands';
import { defaultExperiment } from '../../../experiment/default-experiment';
import { limits } from '../../../experiment/limits';
import type { Experiment } from '../../../experiment/schema';
import { isDashed, taskBackground, taskColour, taskFill } from './task-colours';
import { taskViews } from './use-tasks';

const all = Array.from({ length: limits.tasks }, (_, colour) => colour);

/** The document after a command that is not refused. */
function after(...[experiment, id, args]: Parameters<typeof applyCommand>): Experiment {
  const edited = applyCommand(experiment, id, args);
  if (!edited.ok) throw new Error(edited.error.code);
  return edited.value;
}

const coloursOf = ({ tasks }: Experiment) => Object.fromEntries(taskViews(tasks, 'en').map(({ name, colour }) => [name, colour]));

describe('the look of a colour', () => {
  it('is told apart from that of every other one, in marks of the page and in drawings', () => {
    expect(new Set(all.map(taskBackground)).size).toBe(limits.tasks);
    expect(new Set(all.map(taskFill)).size).toBe(limits.tasks);
    expect(new Set(all.map((colour) => `${taskColour(colour)} ${isDashed(colour)}`)).size).toBe(limits.tasks);
  });
});

describe('the colour of a task', () => {
  const first = { ...defaultExperiment, tasks: defaultExperiment.tasks.slice(0, 2) };
  const four = after(after(first, 'task.add', { kind: 'loop' }), 'task.add', { kind: 'ink' });

  it('stays its own when another task is removed, and the next one takes the free colour', () => {
    expect(coloursOf(four)).toEqual({ Digit: 0, Parity: 1, Loop: 2, Ink: 3 });
    const fewer = after(four, 'task.remove', { task: 'digit' });
    expect(coloursOf(fewer)).toEqual({ Parity: 1, Loop: 2, Ink: 3 });
    expect(coloursOf(after(fewer, 'task.add', { kind: 'at-least-five' }))).toEqual({ Parity: 1, Loop: 2, Ink: 3, 'At least five': 0 });
  });

  it('is exchanged with the task that has the wanted one', () => {
    expect(coloursOf(after(four, 'task.colour', { task: 'digit', colour: 2 }))).toEqual({ Digit: 2, Parity: 1, Loop: 0, Ink: 3 });
    expect(coloursOf(after(four, 'task.colour', { task: 'digit', colour: 9 }))).toEqual({ Digit: 9, Parity: 1, Loop: 2, Ink: 3 });
  });
});
