/**
 * The share of a class's train examples that keep their labels: of class k of K, from 0 on,
 * imbalance^(−k / (K − 1)), as Cui et al. (2019) make data sets long-tailed.
 * @param imbalance how much rarer labels of the last class are than of the first; at least 1
 */
export function keptShare(label: number, classes: number, imbalance: number): number {
  return classes < 2 ? 1 : imbalance ** (-label / (classes - 1));
}

/** The same of all examples together, where each class has as many; 1 for answers that are no classes. */
export function labelledShare(classes: number, imbalance = 1): number {
  const shares = Array.from({ length: Math.max(1, classes) }, (_, label) => keptShare(label, classes, imbalance));
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
