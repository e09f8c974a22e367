/** Two of a kind, in order. */
export type Pair<Value> = readonly [first: Value, second: Value];

/** The same of each of two. */
export function mapPair<From, To>([first, second]: Pair<From>, change: (value: From, place: 0 | 1) => To): Pair<To> {
  return [change(first, 0), change(second, 1)];
}
