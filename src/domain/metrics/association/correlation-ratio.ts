/**
 * The correlation ratio η of numbers on classes (Pearson 1905): the root of the share of the
 * numbers' variance that lies between the classes, from 0 where all classes have the same mean to 1
 * where all examples of a class have the same number. Corrected for what classes of finitely many
 * examples differ in by chance (Kelley 1935): ε² = 1 − (1 − η²)(n − 1) / (n − k), at least 0, for k
 * classes that occur.
 * @param classes indices of classes [examples]
 * @param values numbers of the same examples
 * @returns ε; NaN for numbers that are all the same, for a single class, and for n ≤ k
 */
export function correlationRatio(classes: ArrayLike<number>, values: ArrayLike<number>): number {
  const examples = values.length;
  const sums = new Map<number, { count: number; sum: number }>();
  let total = 0;
  for (let example = 0; example < examples; example += 1) {
    const [own = 0, value = 0] = [classes[example], values[example]];
    const { count, sum } = sums.get(own) ?? { count: 0, sum: 0 };
    sums.set(own, { count: count + 1, sum: sum + value });
    total += value;
  }
  const mean = total / examples;
  let [within, all] = [0, 0];
  for (let example = 0; example < examples; example += 1) {
    const [own = 0, value = 0] = [classes[example], values[example]];
    const { count = 1, sum = 0 } = sums.get(own) ?? {};
    within += (value - sum / count) ** 2;
    all += (value - mean) ** 2;
  }
  if (all === 0 || sums.size < 2 || examples <= sums.size) return Number.NaN;
  return Math.sqrt(Math.max(0, 1 - ((within / all) * (examples - 1)) / (examples - sums.size)));
}
