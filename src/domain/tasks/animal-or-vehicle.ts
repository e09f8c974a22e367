import { classes } from '../targets/classes';
import type { TaskKind } from './task-kind';

/** CIFAR-10's labels of animals: bird, cat, deer, dog, frog, horse. */
const animals: readonly number[] = [2, 3, 4, 5, 6, 7];

/** Is it an animal or a vehicle? */
export const animalOrVehicle: TaskKind = {
  suits: ({ fields }) => 'object' in fields,
  target: classes(['vehicle', 'animal'], (label) => (animals.includes(label) ? 1 : 0)),
  loss: 'cross-entropy',
  measure: 'classification',
  metrics: ['accuracy'],
};
