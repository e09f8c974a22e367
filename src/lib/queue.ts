/**
 * Runs asynchronous tasks one at a time, in the order in which they were asked for. The next task
 * runs whatever became of the last one; whoever asked for a task hears of its failure. So a
 * checkpoint or a change that is asked for during a step is taken between two steps.
 */
export function createQueue(): <Value>(task: () => Promise<Value> | Value) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  };
}
