import { randomKey, randomPermutation } from '../../lib/random';

/**
 * Those of the images that are trained on by which they are compared with the test images: drawn
 * once by the seed, each at most once.
 * @param trained indices of the images that are trained on, in rising order; none of them is set
 * aside for validation
 * @param most how many test images there are: a larger sample would take longer and say no more
 * beside them
 * @returns at most so many of the indices, in rising order, so that a part of a test lies in few
 * files
 */
export function trainSample(trained: Uint32Array, most: number, seed: number): Uint32Array {
  if (trained.length <= most) return trained;
  const drawn = randomPermutation(randomKey(seed, 'train-sample'), trained.length).slice(0, most);
  return Uint32Array.from(drawn, (place) => trained[place] ?? 0).sort();
}
