/**
 * The area under the ROC curve: the probability that a positive example scores higher than a negative one, ties counting half
 * (Mann and Whitney's U from ranks; Hanley and McNeil 1982). NaN without a positive, without a negative, and for a score that is NaN.
 * @param scores [examples]
 * @param positive whether the example at that place is a positive one
 */
export function areaUnderCurve(scores: ArrayLike<number>, positive: (example: number) => boolean): number {
  const order = Array.from({ length: scores.length }, (_, example) => example);
  const scoreOf = (example: number): number => scores[example] ?? Number.NaN;
  if (order.some((example) => Number.isNaN(scoreOf(example)))) return Number.NaN;
  // Compared, not subtracted: the difference of two infinities is no number.
  order.sort((first, second) => Number(scoreOf(first) > scoreOf(second)) - Number(scoreOf(first) < scoreOf(second)));
  let positives = 0;
  let rankSum = 0;
  for (let start = 0; start < order.length; ) {
    const score = scoreOf(order[start] ?? 0);
    let end = start;
    let among = 0;
    for (; end < order.length && scoreOf(order[end] ?? 0) === score; end += 1) if (positive(order[end] ?? 0)) among += 1;
    // Those of equal score share the mean of their ranks, start + 1 … end.
    rankSum += (among * (start + 1 + end)) / 2;
    positives += among;
    start = end;
  }
  const negatives = order.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/**
 * One-vs-rest AUC of a classifier: the mean over classes of the area under the curve of "this class or another", over the classes
 * that have examples of both kinds. NaN where there is none.
 * @param scores [examples][classes], row after row: probabilities, or logits of which a softmax was taken
 * @param truth [examples] true classes
 */
export function oneVersusRest(scores: ArrayLike<number>, truth: ArrayLike<number>, classes: number): number {
  let sum = 0;
  let counted = 0;
  for (let one = 0; one < classes; one += 1) {
    const isTrue = (example: number): boolean => truth[example] === one;
    const own = Array.from({ length: truth.length }, (_, example) => scores[example * classes + one] ?? Number.NaN);
    const members = own.filter((_, example) => isTrue(example)).length;
    if (members === 0 || members === own.length) continue;
    sum += areaUnderCurve(own, isTrue);
    counted += 1;
  }
  return sum / counted;
}
