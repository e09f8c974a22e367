/** The keys of a registry, in the order in which it lists them, typed as its keys. */
export function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  const isKey = isKeyOf(record);
  return Object.keys(record).filter(isKey);
}

/** The check whether something is a key of a registry; inherited names like "constructor" are none. */
export function isKeyOf<Key extends string>(record: Readonly<Record<Key, unknown>>): (value: unknown) => value is Key {
  return (value): value is Key => typeof value === 'string' && Object.hasOwn(record, value);
}
