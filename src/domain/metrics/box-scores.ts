import { commonBox, type Box } from '../../lib/box';
import { interpolatedPrecision } from './average-precision';

/** What a test of boxes leaves beside its sums, in this order. */
export const boxScores = ['ap50', 'ap'] as const;

/** The overlaps from which on a box counts as found: 0.5, 0.55, …, 0.95 (COCO). */
const thresholds: readonly number[] = Array.from({ length: 10 }, (_, index) => (50 + 5 * index) / 100);

/**
 * Average precision of a whole test, one predicted and one true box an image: at an IoU of .5, and
 * the mean over those from .5 to .95 in steps of .05. NaN without images, and for numbers that are
 * NaN.
 * @param outputs [images][4] what the head gives: centre x, centre y, width, height in front of the
 *   sigmoid
 * @param truth [images][4] the same of the true box, as shares of the image
 * @param confidence [images] how certain the answer is, such as the largest probability of the
 *   paired classification; absent: equally certain of all
 */
export function scoreBoxes(outputs: ArrayLike<number>, truth: ArrayLike<number>, confidence?: ArrayLike<number>): readonly number[] {
  const images = truth.length / 4;
  const overlaps = Float64Array.from({ length: images }, (_, image) => {
    const predicted = [0, 1, 2, 3].map((place) => 1 / (1 + Math.exp(-(outputs[4 * image + place] ?? Number.NaN))));
    return boxIou(boxAt(predicted, 0), boxAt(truth, 4 * image));
  });
  const scores = Float64Array.from({ length: images }, (_, image) => (confidence === undefined ? 1 : (confidence[image] ?? Number.NaN)));
  if (overlaps.some(Number.isNaN)) return boxScores.map(() => Number.NaN);
  const precisions = thresholds.map((threshold) => interpolatedPrecision(scores, (image) => (overlaps[image] ?? 0) >= threshold, images));
  const [atHalf = Number.NaN] = precisions;
  return [atHalf, precisions.reduce((sum, one) => sum + one, 0) / precisions.length];
}

/** Intersection over union of two boxes; 0 where both are empty. */
export function boxIou(one: Box, other: Box): number {
  const { width, height } = commonBox(one, other);
  const common = width * height;
  const union = one.width * one.height + other.width * other.height - common;
  return union === 0 ? 0 : common / union;
}

/** Four numbers from a place on: centre x, centre y, width, height. */
function boxAt(numbers: ArrayLike<number>, place: number): Box {
  const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = [0, 1, 2, 3].map((index) => numbers[place + index]);
  return { x: x - width / 2, y: y - height / 2, width, height };
}
