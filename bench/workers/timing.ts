import type { Timing } from '../messages';

/**
 * So many rounds are not counted, unless a step takes seconds: code is compiled and caches fill in
 * them.
 */
const leastRounds = 3;
const slow = 5000;

/** Work to be timed. `step` may leave work under way; `finish` resolves when all of it is done. */
export interface Timeable {
  readonly step: () => Promise<void> | void;
  readonly finish: () => Promise<void>;
}

export interface Times {
  /** Milliseconds per step, one entry per repeat. */
  readonly times: readonly number[];
  readonly stepsPerRepeat: number;
}

/** Times work in repeats of whole steps. */
export async function timed(timing: Timing, work: Timeable): Promise<Times> {
  const stepsPerRepeat = await warmedUp(timing, work);
  const times: number[] = [];
  for (let repeat = 0; repeat < timing.repeats; repeat += 1) times.push(await perStep(work, stepsPerRepeat));
  return { times, stepsPerRepeat };
}

/** Times two works, whose repeats take turns: what disturbs one disturbs the other. */
export async function timedInTurns(timing: Timing, first: Timeable, second: Timeable): Promise<readonly [Times, Times]> {
  const steps = [await warmedUp(timing, first), await warmedUp(timing, second)] as const;
  const times: readonly [number[], number[]] = [[], []];
  for (let repeat = 0; repeat < timing.repeats; repeat += 1) {
    times[0].push(await perStep(first, steps[0]));
    times[1].push(await perStep(second, steps[1]));
  }
  return [{ times: times[0], stepsPerRepeat: steps[0] }, { times: times[1], stepsPerRepeat: steps[1] }];
}

/**
 * Takes steps that are not counted; resolves with the number of steps of a repeat. Clocks in
 * workers are coarse, so that one short step says nothing: rounds double until they last.
 */
async function warmedUp({ repeat, warmUp }: Timing, work: Timeable): Promise<number> {
  const begin = performance.now();
  for (let rounds = 1, steps = 1; ; rounds += 1) {
    const took = steps * (await perStep(work, steps));
    const long = took >= repeat / 4;
    const warm = (rounds >= leastRounds || took >= slow) && performance.now() - begin >= warmUp;
    if (long && warm) return Math.max(1, Math.round((steps * repeat) / took));
    if (!long) steps *= 2;
  }
}

async function perStep({ step, finish }: Timeable, steps: number): Promise<number> {
  const begin = performance.now();
  for (let taken = 0; taken < steps; taken += 1) await step();
  await finish();
  return (performance.now() - begin) / steps;
}
