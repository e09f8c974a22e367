import { isRecord, own } from '../lib/json';

/** The version that documents are written in. */
export const documentVersion = 2;

type Upgrade = (document: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** From each earlier version to the next one; a test sees to it that no step is missing. */
export const upgrades: Readonly<Record<number, Upgrade>> = { 1: withColours };

/** In version 1 a task had the colour of its place in the list. */
function withColours(document: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const tasks = own(document, 'tasks');
  const coloured = Array.isArray(tasks) ? tasks.map((task: unknown, colour) => (isRecord(task) ? { ...task, colour } : task)) : tasks;
  return { ...document, version: 2, tasks: coloured };
}

/** The document of a version in a later one, step by step; in today's where none is asked for. */
export function migrated(document: Readonly<Record<string, unknown>>, version: number, to = documentVersion): Readonly<Record<string, unknown>> {
  let current = document;
  for (let step = version; step < to; step += 1) current = upgrades[step]?.(current) ?? current;
  return current;
}
