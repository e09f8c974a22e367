/** Runs asynchronous tasks one after another, in the order in which they were asked for; a failure does not stop the next. */
export function createQueue(): (task: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  };
}
