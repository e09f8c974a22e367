import type { TaskKind } from './task-kind';

/** Which of CIFAR-10's ten things is in the picture? */
export const objectClass: TaskKind = {
  datasets: ['cifar10'],
  target: {
    kind: 'classes',
    classes: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
    of: (label) => label,
  },
  loss: 'cross-entropy',
  measure: 'classification',
  metrics: ['accuracy'],
};
