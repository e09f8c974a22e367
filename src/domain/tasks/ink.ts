import { pixelMeans } from './pixel-means';

/**
 * How much of the image is ink: the mean pixel, 0 to 1. Offset and scale are its mean and deviation
 * over MNIST's train split.
 */
export const ink = pixelMeans([[1]], { offset: 0.1307, scale: 0.0433 });
