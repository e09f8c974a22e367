/** A point of a precision-recall curve. */
interface CurvePoint {
  /** How many were found up to here, of those that there are. */
  readonly found: number;
  readonly precision: number;
}

/**
 * The points of the curve, from the most certain answers on. Answers of equal certainty are taken
 * all at once, and give one point: which of them would come first is chance, so that the order of
 * the examples means nothing (as scikit-learn does; COCO's own tool takes them one by one).
 */
function precisionCurve(scores: Float64Array, isRight: (example: number) => boolean): readonly CurvePoint[] {
  const order = Array.from(scores.keys()).sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0));
  const points: CurvePoint[] = [];
  let found = 0;
  for (const [place, example] of order.entries()) {
    if (isRight(example)) found += 1;
    const next = order[place + 1];
    if (next === undefined || scores[next] !== scores[example]) points.push({ found, precision: found / (place + 1) });
  }
  return points;
}

/**
 * Average precision as the area under the steps of the precision-recall curve, Σ (R_n − R_{n−1})
 * P_n (scikit-learn's average_precision_score). NaN without a positive, and for a score that is
 * NaN.
 * @param scores [examples]
 * @param positive whether the example at that place is a positive one
 */
export function averagePrecision(scores: Float64Array, positive: (example: number) => boolean): number {
  if (scores.some(Number.isNaN)) return Number.NaN;
  const points = precisionCurve(scores, positive);
  let [sum, before] = [0, 0];
  for (const { found, precision } of points) {
    sum += (found - before) * precision;
    before = found;
  }
  return sum / before;
}

/**
 * Average precision as COCO has it: the mean, over the recalls 0, 0.01, …, 1, of the best precision
 * at that recall or a higher one, 0 where none is reached. NaN where there is nothing to be found,
 * and for a score that is NaN.
 * @param scores [answers] how certain each answer is
 * @param isRight whether the answer at that place is right
 * @param there how many things there are to be found, at least as many as right answers
 */
export function interpolatedPrecision(scores: Float64Array, isRight: (answer: number) => boolean, there: number): number {
  if (there === 0 || scores.some(Number.isNaN)) return Number.NaN;
  const points = precisionCurve(scores, isRight);
  let [sum, best, last] = [0, 0, points.length - 1];
  for (let percent = 100; percent >= 0; percent -= 1) {
    // In whole numbers, since 0.29 · 100 is not 29.
    for (let point = points[last]; point !== undefined && point.found * 100 >= percent * there; point = points[last]) {
      best = Math.max(best, point.precision);
      last -= 1;
    }
    sum += best;
  }
  return sum / 101;
}
