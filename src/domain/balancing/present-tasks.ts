import type { Stretch } from '../../lib/stretch';
import type { BalancingMethod } from './balancing-method';
import { keptOf, withKeptOf } from './kept-numbers';
import { groupsBeforeFirstStep, sameTasks, type GroupState, type TaskGroup } from './task-groups';

/** Those of the balanced tasks that take part in a step, since its batch has labels for them. */
export interface PresentTasks {
  /** Their places among all balanced tasks, ascending. */
  readonly places: readonly number[];
  /** How many columns the Jacobian of all tasks has. */
  readonly width: number;
  /** Which of them theirs has, one behind another: the parameters that several of them reach. */
  readonly columns: readonly Stretch[];
}

/**
 * What a method kept of the groups of all tasks, as the groups of the present ones see it: every
 * number of theirs, and none of the others. A group that is no part of one begins anew.
 * @param groups of the present tasks, by their places among those
 * @param all the groups of all tasks, present or not
 */
export function statesOfPresent(
  method: BalancingMethod,
  groups: readonly TaskGroup[],
  all: readonly TaskGroup[],
  present: PresentTasks,
  kept: readonly GroupState[],
): readonly GroupState[] {
  const whole = wholeStates(method, all, kept);
  return groupsBeforeFirstStep(method, groups).map((first) => {
    const { tasks } = first;
    const places = tasks.flatMap((task) => present.places.slice(task, task + 1));
    const from = whole.find((state) => places.every((place) => state.tasks.includes(place)));
    if (from === undefined) return first;
    const rows = places.map((place) => from.tasks.indexOf(place));
    return { tasks, state: keptOf(method.keeps, from.state, from.tasks.length, rows), memory: memoryOf(from.memory, rows, present) };
  });
}

/**
 * The other way round, behind a step: what is kept of the groups of all tasks, with what the groups
 * of the present ones keep now, and all that is of absent tasks as it was.
 */
export function statesWithPresent(
  method: BalancingMethod,
  moved: readonly GroupState[],
  all: readonly TaskGroup[],
  present: PresentTasks,
  kept: readonly GroupState[],
): readonly GroupState[] {
  return wholeStates(method, all, kept).map((before) =>
    moved.reduce((whole, { tasks, state, memory }) => {
      const rows = tasks.map((task) => whole.tasks.indexOf(present.places[task] ?? -1));
      if (rows.includes(-1)) return whole;
      return {
        tasks: whole.tasks,
        state: withKeptOf(method.keeps, whole.state, whole.tasks.length, rows, state),
        memory: withMemoryOf(whole, rows, present, memory),
      };
    }, before),
  );
}

/** What is kept of each group that is asked for, before its first step what there is then. */
function wholeStates(method: BalancingMethod, all: readonly TaskGroup[], kept: readonly GroupState[]): readonly GroupState[] {
  return groupsBeforeFirstStep(method, all).map((first) => kept.find((state) => sameTasks(state, first)) ?? first);
}

/** Rows and columns of a memory [tasks of the group · width]; empty of an empty one. */
function memoryOf(memory: Float32Array, rows: readonly number[], { width, columns }: PresentTasks): Float32Array {
  if (memory.length === 0) return memory;
  const part = new Float32Array(rows.length * columns.reduce((sum, { size }) => sum + size, 0));
  let written = 0;
  for (const row of rows) {
    for (const { offset, size } of columns) {
      part.set(memory.subarray(row * width + offset, row * width + offset + size), written);
      written += size;
    }
  }
  return part;
}

/** The other way round; what was empty is zeros where nothing is put. */
function withMemoryOf(whole: GroupState, rows: readonly number[], { width, columns }: PresentTasks, part: Float32Array): Float32Array {
  if (part.length === 0) return whole.memory;
  const memory = whole.memory.length === 0 ? new Float32Array(whole.tasks.length * width) : whole.memory.slice();
  let read = 0;
  for (const row of rows) {
    for (const { offset, size } of columns) memory.set(part.subarray(read, (read += size)), row * width + offset);
  }
  return memory;
}
