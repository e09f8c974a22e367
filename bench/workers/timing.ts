import type { Patience } from '../messages';

/** Where a step is short, so many are not counted whatever they take: code is compiled and caches fill in them. */
const leastWarmUp = 3;

/**
 * Times work in repeats of whole steps. `step` may leave work under way; `finish` resolves when all of it is done. Times are
 * milliseconds per step.
 */
export async function timed(
  patience: Patience,
  step: () => Promise<void> | void,
  finish: () => Promise<void>,
): Promise<{ readonly times: readonly number[]; readonly stepsPerRepeat: number }> {
  const warmBegin = performance.now();
  let last = 0;
  for (let steps = 0; ; steps += 1) {
    const begin = performance.now();
    await step();
    await finish();
    last = performance.now() - begin;
    const spent = performance.now() - warmBegin;
    if (spent >= patience.warmUp && (steps + 1 >= leastWarmUp || last >= patience.repeat)) break;
  }
  const stepsPerRepeat = Math.max(1, Math.round(patience.repeat / last));
  const times: number[] = [];
  for (let repeat = 0; repeat < patience.repeats; repeat += 1) {
    const begin = performance.now();
    for (let steps = 0; steps < stepsPerRepeat; steps += 1) await step();
    await finish();
    times.push((performance.now() - begin) / stepsPerRepeat);
  }
  return { times, stepsPerRepeat };
}
