import { imagesIn, imagesOf } from '../datasets/dataset';
import type { FieldNumbers } from '../targets/target';
import { values } from '../targets/values';
import type { TaskKind } from './task-kind';

function meanColour(image: FieldNumbers): readonly number[] {
  const sums = [0, 0, 0];
  image.forEach((value, index) => {
    const channel = index % 3;
    sums[channel] = (sums[channel] ?? 0) + value;
  });
  return sums.map((sum) => sum / (255 * (image.length / 3)));
}

/**
 * The mean red, green and blue of the picture, 0 to 1. Offset and scale are about those of
 * CIFAR-10's train split.
 */
export const meanColourTask: TaskKind = {
  suits: (dataset) => imagesIn(dataset)?.shape[2] === 3,
  target: 'values',
  loss: 'mse',
  measure: 'regression',
  metrics: ['mae', 'r2'],
  targetOf: (dataset) => {
    const { name } = imagesOf(dataset);
    return values(name, 3, { offset: 0.47, scale: 0.15 }, (example) => meanColour(example(name)));
  },
};
