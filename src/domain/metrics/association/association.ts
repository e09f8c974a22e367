import { correlationRatio } from './correlation-ratio';
import { cramersV } from './cramers-v';

/** The answers to a task, one an example: indices of classes, or numbers. */
export interface Answers {
  readonly kind: 'classes' | 'numbers';
  readonly values: ArrayLike<number>;
}

/**
 * How much the answers to one task tell of those to another, of the same examples: Cramér's V of two
 * with classes, the correlation ratio of classes and numbers, the correlation's amount of two with
 * numbers. From 0 to 1; NaN where one of them never varies.
 */
export function association(first: Answers, second: Answers): number {
  if (first.kind === 'classes') return second.kind === 'classes' ? cramersV(first.values, second.values) : correlationRatio(first.values, second.values);
  return second.kind === 'classes' ? correlationRatio(second.values, first.values) : correlation(first.values, second.values);
}

/**
 * The amount of Pearson's correlation between numbers, |r|, corrected for chance likewise: √(1 − (1
 * − r²)(n − 1) / (n − 2)), at least 0. NaN for numbers that are all the same, and for n ≤ 2.
 */
function correlation(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const examples = first.length;
  const meanOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / examples;
  const [firstMean, secondMean] = [meanOf(first), meanOf(second)];
  let [products, firstSquares, secondSquares] = [0, 0, 0];
  for (let example = 0; example < examples; example += 1) {
    const [x, y] = [(first[example] ?? 0) - firstMean, (second[example] ?? 0) - secondMean];
    products += x * y;
    firstSquares += x * x;
    secondSquares += y * y;
  }
  if (firstSquares === 0 || secondSquares === 0 || examples <= 2) return Number.NaN;
  const unexplained = 1 - Math.min(1, products ** 2 / (firstSquares * secondSquares));
  return Math.sqrt(Math.max(0, 1 - (unexplained * (examples - 1)) / (examples - 2)));
}
