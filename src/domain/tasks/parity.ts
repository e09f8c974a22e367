import { classes } from '../targets/classes';
import type { TaskKind } from './task-kind';

/** Is the digit even or odd? */
export const parity: TaskKind = {
  suits: ({ fields }) => 'digit' in fields,
  target: classes(['even', 'odd'], (label) => label % 2),
  loss: 'cross-entropy',
  measure: 'classification',
  metrics: ['accuracy'],
};
