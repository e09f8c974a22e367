import { pixelMeans } from './pixel-means';

/**
 * The mean red, green and blue of the picture, 0 to 1. Offset and scale are about those of
 * CIFAR-10's train split.
 */
export const meanColourTask = pixelMeans(
  [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  { offset: 0.47, scale: 0.15 },
);
