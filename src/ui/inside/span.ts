/** The least and the largest of some numbers; both 0 where there is none. */
export function spanOf(values: ArrayLike<number>): { readonly lowest: number; readonly highest: number } {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  return values.length === 0 ? { lowest: 0, highest: 0 } : { lowest, highest };
}
