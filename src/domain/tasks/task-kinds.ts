import { animalOrVehicle } from './animal-or-vehicle';
import { atLeastFive } from './at-least-five';
import { digit } from './digit';
import { ink } from './ink';
import { loop } from './loop';
import { meanColourTask } from './mean-colour';
import { objectClass } from './object-class';
import { parity } from './parity';
import { reconstruction } from './reconstruction';
import type { TaskKind } from './task-kind';

/**
 * Every kind of task by its id, in the order in which they are offered. The ids stand in links:
 * never rename one.
 */
export const taskKinds = {
  digit,
  parity,
  'at-least-five': atLeastFive,
  loop,
  ink,
  'object-class': objectClass,
  'animal-or-vehicle': animalOrVehicle,
  'mean-colour': meanColourTask,
  reconstruction,
} as const satisfies Record<string, TaskKind>;

export type TaskKindId = keyof typeof taskKinds;

/** The description of a kind of task, typed loosely, for code that treats all alike. */
export function taskKind(id: TaskKindId): TaskKind {
  return taskKinds[id];
}
