import { choiceOf, type ParameterValues } from '../parameters';
import { lossKind, type LossId } from './losses';

/** True for a loss in which rare classes count more. */
export function isBalanced(loss: LossId, values: ParameterValues): boolean {
  const { parameters } = lossKind(loss);
  return 'classWeights' in parameters && choiceOf(parameters, values, 'classWeights') === 'balanced';
}

/**
 * What an example of each class counts so that all k classes count alike: n / (k · n_c), n_c being
 * how many of n labels are of class c (as scikit-learn's "balanced"). 1 for a
 * class that no label is of.
 */
export function balancedWeights(counts: ArrayLike<number>): Float32Array {
  const all = Array.from(counts);
  const labels = all.reduce((sum, count) => sum + count, 0);
  return Float32Array.from(all, (count) => (count === 0 ? 1 : labels / (all.length * count)));
}
