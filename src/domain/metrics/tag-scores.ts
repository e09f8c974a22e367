import { averagePrecision } from './average-precision';

/** What a test of tags leaves beside its sums, in this order. */
export const tagScores = ['mean-ap'] as const;

/**
 * Mean average precision of a whole test: of every tag, how far up the images that have it stand
 * when all are sorted by it, and the mean over the tags that some image has. A logit sorts as its
 * probability does, and keeps apart what rounds to 1. NaN where no tag occurs, and for a logit that
 * is NaN.
 * @param logits [images][tags], row after row
 * @param truth [images][tags] 1 where the image has the tag, otherwise 0
 */
export function scoreTags(logits: ArrayLike<number>, truth: ArrayLike<number>, tags: number): readonly number[] {
  const images = truth.length / tags;
  const precisions = Array.from({ length: tags }, (_, tag) => {
    const hasTag = (image: number): boolean => truth[image * tags + tag] === 1;
    const scores = Float64Array.from({ length: images }, (_unused, image) => logits[image * tags + tag] ?? Number.NaN);
    return { occurs: Array.from({ length: images }, (_unused, image) => image).some(hasTag), precision: averagePrecision(scores, hasTag) };
  }).filter(({ occurs }) => occurs);
  return [precisions.reduce((sum, { precision }) => sum + precision, 0) / precisions.length];
}
