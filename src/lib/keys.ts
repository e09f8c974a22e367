/** The keys of a registry, in the order in which it lists them, typed as its keys. */
export function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  const isKey = isKeyOf(record);
  return Object.keys(record).filter(isKey);
}

/**
 * The check whether something is a key of a registry; inherited names like "constructor" are none.
 */
export function isKeyOf<Key extends string>(record: Readonly<Record<Key, unknown>>): (value: unknown) => value is Key {
  return (value): value is Key => typeof value === 'string' && Object.hasOwn(record, value);
}

/** A record with the same keys, each value made of the one it stands for. */
export function mapValues<Key extends string, From, To>(record: Readonly<Record<Key, From>>, make: (value: From, key: Key) => To): Record<Key, To> {
  const made: Partial<Record<Key, To>> = {};
  for (const key of keysOf(record)) made[key] = make(record[key], key);
  const isComplete = (some: Partial<Record<Key, To>>): some is Record<Key, To> => keysOf(record).every((key) => Object.hasOwn(some, key));
  if (!isComplete(made)) throw new Error('a value of the record was lost');
  return made;
}
