import { imagesIn, imagesOf } from '../datasets/dataset';
import { values } from '../targets/values';
import type { TaskKind } from './task-kind';

/** What red, green and blue count in the brightness that is seen (ITU-R BT.601). */
const luma = [0.299, 0.587, 0.114] as const;

/**
 * How bright a picture is: the mean luma of its pixels, 0 to 1. Offset and scale are its mean and
 * deviation over CIFAR-10's train split.
 */
export const brightness: TaskKind = {
  suits: (dataset) => imagesIn(dataset)?.shape[2] === 3,
  target: 'values',
  loss: 'mse',
  measure: 'regression',
  metrics: ['mae', 'r2'],
  targetOf: (dataset) => {
    const { name } = imagesOf(dataset);
    return values(name, 1, { offset: 0.482, scale: 0.123 }, (example) => {
      const pixels = example(name);
      let sum = 0;
      for (let at = 0; at < pixels.length; at += 1) sum += (luma[at % 3] ?? 0) * (pixels[at] ?? 0);
      return [sum / (255 * (pixels.length / 3))];
    });
  },
};
