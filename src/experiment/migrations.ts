/** The version that documents are written in. */
export const documentVersion = 1;

type Upgrade = (document: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** From each earlier version to the next one; a test sees to it that no step is missing. */
export const upgrades: Readonly<Record<number, Upgrade>> = {};

/** The document in today's version, step by step. */
export function migrated(document: Readonly<Record<string, unknown>>, version: number): Readonly<Record<string, unknown>> {
  let current = document;
  for (let step = version; step < documentVersion; step += 1) current = upgrades[step]?.(current) ?? current;
  return current;
}
