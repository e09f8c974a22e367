import { classes } from '../targets/classes';
import type { TaskKind } from './task-kind';

/** Which of CIFAR-10's ten things is in the picture? */
export const objectClass: TaskKind = {
  suits: ({ fields }) => 'object' in fields,
  target: classes(
    ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
    (label) => label,
  ),
  loss: 'cross-entropy',
  measure: 'classification',
  metrics: ['accuracy'],
};
