import { cifar10 } from './cifar10';
import { composedBy, quarterTurns, type Dataset } from './dataset';

/**
 * Photographs that stand upright or are turned: the turn is a label that nobody had to write.
 * Composed of CIFAR-10 by data/derive/turned-photos.ts.
 */
export const turnedPhotos = {
  ...cifar10,
  derivedFrom: 'cifar10',
  fields: { ...cifar10.fields, turn: quarterTurns },
  parameters: composedBy,
  start: { tasks: ['object-class', 'turn'], network: 'small-cnn' },
} as const satisfies Dataset;
