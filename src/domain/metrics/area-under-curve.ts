/**
 * The area under the ROC curve: the probability that a positive example scores higher than a
 * negative one, ties counting half (Mann and Whitney's U; Hanley and McNeil 1982). NaN without a
 * positive, without a negative, and for a score that is NaN.
 * @param scores [examples]
 * @param positive whether the example at that place is a positive one
 */
export function areaUnderCurve(scores: Float64Array, positive: (example: number) => boolean): number {
  if (scores.some(Number.isNaN)) return Number.NaN;
  const positives = scores.filter((_, example) => positive(example)).sort();
  const negatives = scores.filter((_, example) => !positive(example)).sort();
  let won = 0;
  // How many negatives lie below the score, and how many not above it.
  let [below, upTo] = [0, 0];
  for (const score of positives) {
    while (below < negatives.length && (negatives[below] ?? score) < score) below += 1;
    while (upTo < negatives.length && (negatives[upTo] ?? score) <= score) upTo += 1;
    won += (below + upTo) / 2;
  }
  return won / (positives.length * negatives.length);
}

/**
 * One-vs-rest AUC of a classifier: the mean over classes of the area under the curve of "this class
 * or another", over the classes that have examples of both kinds. NaN where there is none.
 * @param probabilities [examples][classes], row after row
 * @param truth [examples] true classes
 */
export function oneVersusRest(probabilities: Float64Array, truth: ArrayLike<number>, classes: number): number {
  let sum = 0;
  let counted = 0;
  for (let one = 0; one < classes; one += 1) {
    const own = probabilities.filter((_, place) => place % classes === one);
    const isTrue = (example: number): boolean => truth[example] === one;
    const members = own.filter((_, example) => isTrue(example)).length;
    if (members === 0 || members === own.length) continue;
    sum += areaUnderCurve(own, isTrue);
    counted += 1;
  }
  return sum / counted;
}
