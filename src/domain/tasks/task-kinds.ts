import { boxTask } from './box';
import { classify } from './classify';
import { animalOrVehicle, atLeastFive, digit, leftDigit, loop, objectClass, parity, rightDigit } from './classify-presets';
import { ink } from './ink';
import { maskTask } from './mask';
import { meanColourTask } from './mean-colour';
import { ordinalTask } from './ordinal';
import { reconstruction } from './reconstruction';
import { tagsTask } from './tags';
import type { TaskKind } from './task-kind';
import { value } from './value';

/**
 * Every kind of task by its id, in the order in which they are offered; ready-made questions of a
 * kind among them. The ids stand in links: never rename one.
 */
export const taskKinds = {
  digit,
  parity,
  'at-least-five': atLeastFive,
  loop,
  'left-digit': leftDigit,
  'right-digit': rightDigit,
  ink,
  'object-class': objectClass,
  'animal-or-vehicle': animalOrVehicle,
  'mean-colour': meanColourTask,
  reconstruction,
  box: boxTask,
  mask: maskTask,
  tags: tagsTask,
  ordinal: ordinalTask,
  value,
  classify,
} as const satisfies Record<string, TaskKind>;

export type TaskKindId = keyof typeof taskKinds;

/** The description of a kind of task, typed loosely, for code that treats all alike. */
export function taskKind(id: TaskKindId): TaskKind {
  return taskKinds[id];
}
