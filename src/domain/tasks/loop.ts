import { classes } from '../targets/classes';
import type { TaskKind } from './task-kind';

const withLoop: readonly number[] = [0, 6, 8, 9];

/**
 * Does the digit, as it is usually written, enclose an area? 0, 6, 8 and 9 do; 4 mostly stands open
 * in MNIST.
 */
export const loop: TaskKind = {
  suits: ({ fields }) => 'digit' in fields,
  target: classes(['no-loop', 'loop'], (label) => (withLoop.includes(label) ? 1 : 0)),
  loss: 'cross-entropy',
  measure: 'classification',
  metrics: ['accuracy'],
};
