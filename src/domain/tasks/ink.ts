import { imagesOf } from '../datasets/dataset';
import { values } from '../targets/values';
import type { TaskKind } from './task-kind';

/**
 * How much of the image is ink: the mean pixel, 0 to 1. Offset and scale are its mean and deviation
 * over MNIST's train split.
 */
export const ink: TaskKind = {
  suits: (dataset) => imagesOf(dataset).shape[2] === 1,
  target: values(1, { offset: 0.1307, scale: 0.0433 }, (_label, image) => [
    image.reduce((sum, pixel) => sum + pixel, 0) / (255 * image.length),
  ]),
  loss: 'mse',
  measure: 'regression',
  metrics: ['mae', 'r2'],
};
