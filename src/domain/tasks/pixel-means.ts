import { imagesIn, imagesOf } from '../datasets/dataset';
import { values, type Scaling } from '../targets/values';
import type { TaskKind } from './task-kind';

/**
 * A question for numbers that are means over the pixels of the image, 0 to 1: each adds up the
 * channels by its weights. It suits images with as many channels as there are weights.
 * @param scaling about the mean and deviation over the train split of the set that it is made for
 */
export function pixelMeans(weights: readonly (readonly number[])[], scaling: Scaling): TaskKind {
  const channels = weights[0]?.length ?? 0;
  return {
    suits: (dataset) => imagesIn(dataset)?.shape[2] === channels,
    target: 'values',
    loss: 'mse',
    measure: 'regression',
    metrics: ['mae', 'r2'],
    targetOf: (dataset) => {
      const { name } = imagesOf(dataset);
      return values(name, weights.length, scaling, (example) => {
        const pixels = example(name);
        return weights.map((perChannel) => {
          let sum = 0;
          for (let at = 0; at < pixels.length; at += 1) sum += (perChannel[at % channels] ?? 0) * (pixels[at] ?? 0);
          return sum / (255 * (pixels.length / channels));
        });
      });
    },
  };
}
