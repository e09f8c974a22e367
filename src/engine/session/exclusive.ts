/**
 * Lets one asynchronous action run at a time, in the order of asking. So a checkpoint or a change asked for during a step is taken
 * between two steps.
 */
export function createExclusive(): <Value>(action: () => Promise<Value> | Value) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (action) => {
    const result = last.then(action);
    // The next one runs whatever became of this one; its own caller hears of the failure.
    last = result.catch(() => undefined);
    return result;
  };
}
