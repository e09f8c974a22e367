import { classes } from '../targets/classes';
import type { TaskKind } from './task-kind';

/** Is the digit five or more? */
export const atLeastFive: TaskKind = {
  suits: ({ fields }) => 'digit' in fields,
  target: classes(['below-five', 'five-or-more'], (label) => (label >= 5 ? 1 : 0)),
  loss: 'cross-entropy',
  measure: 'classification',
  metrics: ['accuracy'],
};
