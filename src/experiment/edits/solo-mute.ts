import { ok } from '../../lib/result';
import type { Experiment, ExperimentTask } from '../schema';
import { refuse, type Edited } from './refusal';
import { sharingTheRest, summingToOne } from './weights';

/*
 * Solo and mute, as on a mixer. A task counts if it is not muted and, where some tasks are solo and
 * not muted, is one of them; the others have the weight 0. `weight` is always what counts;
 * `setWeight` is what the task gets back, where that is another number. So weights follow from what
 * is set and from what is pressed, and to press again restores them to the last digit.
 */

/** True for the task of a list that counts. */
export function counts(tasks: readonly ExperimentTask[], task: ExperimentTask): boolean {
  const someSolo = tasks.some(({ solo, mute }) => solo === true && mute !== true);
  return task.mute !== true && (!someSolo || task.solo === true);
}

/** The tasks with the weights that they have without solo and mute; what is pressed stays pressed. */
export function asSet(tasks: readonly ExperimentTask[]): ExperimentTask[] {
  return tasks.map(({ setWeight, ...task }) => ({ ...task, weight: setWeight ?? task.weight }));
}

/** A task of this weight, neither solo nor muted. */
export function plainTask({ solo: _solo, mute: _mute, setWeight: _setWeight, ...task }: ExperimentTask, weight: number): ExperimentTask {
  return { ...task, weight };
}

/**
 * The tasks, given as set, with the weights that count: 0 for those that do not, the others as set
 * or, where weights sum to 1, in the same proportions. Where they cannot sum to 1 because none
 * counts, nothing is solo or muted any more.
 */
export function mixed(tasks: readonly ExperimentTask[], sumToOne: boolean): ExperimentTask[] {
  const heard = tasks.filter((task) => counts(tasks, task));
  if (heard.length === tasks.length) return [...tasks];
  if (sumToOne && heard.length === 0) return tasks.map((task) => plainTask(task, task.weight));
  return withWeights(tasks, sumToOne ? summingToOne(heard) : heard);
}

/** The tasks, given as set: those of `heard` with the weights that they have there, the others with 0. */
function withWeights(tasks: readonly ExperimentTask[], heard: readonly ExperimentTask[]): ExperimentTask[] {
  return tasks.map((task) => {
    const weight = heard.find(({ id }) => id === task.id)?.weight ?? 0;
    return { ...task, weight, ...(weight === task.weight ? {} : { setWeight: task.weight }) };
  });
}

/**
 * The tasks with one weight set, as they were otherwise. That of a task that does not count is what
 * it gets back. While weights sum to 1, those that count share what the others leave; where these
 * leave nothing, those that count take what would be theirs if all were equal, for proportions of
 * nothing could not be given back.
 */
export function withSetWeight({ tasks, weightsSumToOne }: Experiment, id: string, weight: number): ExperimentTask[] {
  const set = asSet(tasks);
  const heard = tasks.filter((task) => counts(tasks, task));
  if (!weightsSumToOne) return mixed(set.map((task) => (task.id === id ? { ...task, weight } : task)), false);
  if (heard.length === tasks.length || !heard.some((task) => task.id === id)) return mixed(sharingTheRest(set, id, weight), true);
  const shared = sharingTheRest(heard, id, weight);
  const left = set.reduce((sum, task) => sum + (heard.some((one) => one.id === task.id) ? task.weight : 0), 0);
  const hasRoom = left > 1e-9;
  const room = hasRoom ? left : heard.length / tasks.length;
  const others = hasRoom ? 1 : 1 - room;
  const spread = set.map((task) => {
    const own = shared.find((one) => one.id === task.id);
    return { ...task, weight: own === undefined ? task.weight * others : own.weight * room };
  });
  return withWeights(spread, shared);
}

interface Pressed {
  /** The id of the task. */
  readonly task: string;
  readonly on: boolean;
}

/** Lets a task, with others that are solo, count alone, or no more. */
export function setSolo(experiment: Experiment, args: Pressed): Edited {
  return press(experiment, args, 'solo');
}

/** Gives a task the weight 0, or that from before again. */
export function setMute(experiment: Experiment, args: Pressed): Edited {
  return press(experiment, args, 'mute');
}

function press(experiment: Experiment, { task: id, on }: Pressed, button: 'solo' | 'mute'): Edited {
  const { tasks, weightsSumToOne } = experiment;
  if (!tasks.some((task) => task.id === id)) return refuse('unknown-task', { task: id });
  const pressed = asSet(tasks).map((task) => {
    if (task.id !== id) return task;
    const { [button]: _before, ...rest } = task;
    return on ? { ...rest, [button]: true as const } : rest;
  });
  if (weightsSumToOne && !pressed.some((task) => counts(pressed, task))) return refuse('no-task-counts');
  return ok({ ...experiment, tasks: mixed(pressed, weightsSumToOne) });
}
