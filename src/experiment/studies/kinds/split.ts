import { randomKey, randomPermutation } from '../../../lib/random';

/**
 * Which of the train images are trained on and which are chosen by: indices into the train split,
 * each in rising order.
 */
export interface Split {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
}

/**
 * The train images, shuffled by the seed, cut into stretches of the share that is set aside; `fold`
 * names the stretch. With a share of 1 / k the folds 0 … k − 1 are disjoint, hold every image once
 * and differ by one image at most, so one rule serves both a plain validation split (any share,
 * fold 0) and cross-validation. Deterministic: the same seed gives the same split for every fold.
 * @param images how many train images there are, at least 1
 * @param share of them that is set aside, 0 to 0.5; 0 sets none aside
 * @param fold which stretch, from 0; one beyond the last holds what is left, or nothing
 */
export function splitOf(images: number, share: number, seed: number, fold: number): Split {
  const order = randomPermutation(randomKey(seed, 'validation'), images);
  const [start, end] = [boundary(images, share, fold), boundary(images, share, fold + 1)];
  const validation = order.slice(start, end).sort();
  const aside = new Uint8Array(images);
  for (const image of validation) aside[image] = 1;
  return { train: Uint32Array.from({ length: images }, (_, image) => image).filter((image) => aside[image] === 0), validation };
}

/** How many images such a split sets aside, without making it. */
export function validationImages(images: number, share: number, fold: number): number {
  return boundary(images, share, fold + 1) - boundary(images, share, fold);
}

/**
 * The first place of a stretch; the end of one is the start of the next, whatever rounding does.
 */
function boundary(images: number, share: number, fold: number): number {
  return Math.min(images, Math.round(images * share * fold));
}
