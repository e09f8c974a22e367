/**
 * Does a piece of work and says how many milliseconds of the processor it took, for limits in
 * tests: unlike the clock it does not count what other programs do meanwhile.
 */
export function processorTime<Value>(work: () => Value): { readonly value: Value; readonly milliseconds: number } {
  const start = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(start);
  return { value, milliseconds: (user + system) / 1000 };
}
