/**
 * What the page still has to finish before it is at rest: edits on their way, layouts, code being
 * loaded, links and files being written, charts being drawn. Training does not count. End-to-end
 * tests wait for this and never for time.
 */
const waiting = new Set<string>();
let listeners: (() => void)[] = [];
let count = 0;

/** Says that something is under way; call the returned function once it is done. */
export function beginPending(what: string): () => void {
  count += 1;
  const key = `${what}#${count}`;
  waiting.add(key);
  return () => {
    waiting.delete(key);
    if (waiting.size > 0) return;
    const heard = listeners;
    listeners = [];
    for (const listener of heard) listener();
  };
}

/** Keeps the page unsettled until the promise ends, one way or the other; hands the promise on. */
export function pendingUntil<Value>(what: string, promise: Promise<Value>): Promise<Value> {
  const done = beginPending(what);
  promise.then(done, done);
  return promise;
}

/** True while anything is under way. */
export function isPending(): boolean {
  return waiting.size > 0;
}

/** Resolves as soon as nothing is under way. */
export function nothingPending(): Promise<void> {
  return waiting.size === 0 ? Promise.resolve() : new Promise((resolve) => listeners.push(resolve));
}
