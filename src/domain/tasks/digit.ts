import { classes } from '../targets/classes';
import type { TaskKind } from './task-kind';

/** Which digit is written? */
export const digit: TaskKind = {
  suits: ({ fields }) => 'digit' in fields,
  target: classes(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'], (label) => label),
  loss: 'cross-entropy',
  measure: 'classification',
  metrics: ['accuracy'],
};
