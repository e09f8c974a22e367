/**
 * The same function, which makes what belongs to a key once for as long as the key lives: for keys
 * that are never changed.
 */
export function madeOnce<Key extends object, Made extends object>(make: (key: Key) => Made): (key: Key) => Made {
  const known = new WeakMap<Key, Made>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
