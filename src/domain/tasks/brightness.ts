import { pixelMeans } from './pixel-means';

/**
 * How bright a picture is: the mean luma of its pixels, 0 to 1, with what red, green and blue count in
 * the brightness that is seen (ITU-R BT.601). Offset and scale are its mean and deviation over
 * CIFAR-10's train split.
 */
export const brightness = pixelMeans([[0.299, 0.587, 0.114]], { offset: 0.482, scale: 0.123 });
