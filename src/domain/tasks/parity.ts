import type { TaskKind } from './task-kind';

/** Is the digit even or odd? */
export const parity: TaskKind = {
  datasets: ['mnist'],
  target: { kind: 'classes', classes: ['even', 'odd'], of: (label) => label % 2 },
  loss: 'cross-entropy',
  measure: 'classification',
  metrics: ['accuracy'],
};
