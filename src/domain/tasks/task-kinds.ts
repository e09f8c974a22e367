import { boxTask } from './box';
import { brightness } from './brightness';
import { classify } from './classify';
import { animalOrVehicle, atLeastFive, colour, digit, leftDigit, loop, objectClass, parity, rightDigit, style, turn } from './classify-presets';
import { ink } from './ink';
import { maskTask } from './mask';
import { meanColourTask } from './mean-colour';
import { ordinalTask } from './ordinal';
import { leftImage, reconstruction, rightImage } from './reconstruction';
import { slant } from './slant';
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
  style,
  colour,
  ink,
  slant,
  'object-class': objectClass,
  'animal-or-vehicle': animalOrVehicle,
  'mean-colour': meanColourTask,
  brightness,
  turn,
  reconstruction,
  'left-image': leftImage,
  'right-image': rightImage,
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
