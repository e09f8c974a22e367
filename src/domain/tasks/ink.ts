import { imagesIn, imagesOf } from '../datasets/dataset';
import { values } from '../targets/values';
import type { TaskKind } from './task-kind';

/**
 * How much of the image is ink: the mean pixel, 0 to 1. Offset and scale are its mean and deviation
 * over MNIST's train split.
 */
export const ink: TaskKind = {
  suits: (dataset) => imagesIn(dataset)?.shape[2] === 1,
  target: 'values',
  loss: 'mse',
  measure: 'regression',
  metrics: ['mae', 'r2'],
  targetOf: (dataset) => {
    const { name } = imagesOf(dataset);
    return values(name, 1, { offset: 0.1307, scale: 0.0433 }, (example) => {
      const pixels = example(name);
      let sum = 0;
      for (const pixel of pixels) sum += pixel;
      return [sum / (255 * pixels.length)];
    });
  },
};
