import { backend } from '@tensorflow/tfjs-core';

/** Runs some work and returns what it does. */
export type RunSideBySide = <Value>(work: () => Value) => Value;

const offers = new WeakMap<object, RunSideBySide>();

/** Has a backend take part: `run` is what it makes of `sideBySide`. */
export function offerSideBySide(owner: object, run: RunSideBySide): void {
  offers.set(owner, run);
}

/**
 * Does some work of which neighbouring operations may run at once where they do not need each other,
 * on a backend for which every one that is begun costs time. The work may not wait for anything.
 */
export function sideBySide<Value>(work: () => Value): Value {
  const run = offers.get(backend());
  return run === undefined ? work() : run(work);
}
