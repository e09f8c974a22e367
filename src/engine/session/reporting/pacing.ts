/** How often each thing happens beside the steps, in milliseconds. */
export const intervals = { metrics: 250, predictions: 1000, checkpoint: 5000 } as const;
/** Who plays wants to see soon that the answers change. */
export const firstPredictions = 250;

/** Something that is due every so often, but never takes more than a fixed share of the time. */
export interface Pace {
  readonly due: boolean;
  /** Runs the action and remembers what it cost. */
  run<Value>(action: () => Promise<Value>): Promise<Value>;
}

/**
 * Due `interval` milliseconds after it last ended, or later: 1 / share times what it cost.
 * @param first milliseconds from now until it is due for the first time
 */
export function createPace(now: () => number, interval: number, share: number, first = interval): Pace {
  let next = now() + first;
  return {
    get due() {
      return now() >= next;
    },
    run: async (action) => {
      const begin = now();
      const value = await action();
      const end = now();
      next = end + Math.max(interval, (end - begin) / share);
      return value;
    },
  };
}

/**
 * Lets an action happen only while all of them together stay under a share of the time that
 * training has run.
 */
export interface Budget {
  /** True if the last cost, once more, would still be within the share. */
  allows(): boolean;
  run<Value>(action: () => Promise<Value>): Promise<Value>;
  /** Says what an action is known to cost, without counting it. */
  expect(milliseconds: number): void;
  /** Counts a stretch of time in which training ran, actions included. */
  elapse(milliseconds: number): void;
}

/** See Budget. As long as nothing is known of its cost, the action is allowed. */
export function createBudget(now: () => number, share: number): Budget {
  let elapsed = 0;
  let spent = 0;
  let lastCost = 0;
  return {
    allows: () => spent + lastCost <= share * (elapsed + lastCost),
    run: async (action) => {
      const begin = now();
      const value = await action();
      lastCost = now() - begin;
      spent += lastCost;
      return value;
    },
    expect: (milliseconds) => {
      lastCost = milliseconds;
    },
    elapse: (milliseconds) => {
      elapsed += milliseconds;
    },
  };
}

/** Examples per second over about the last second. */
export interface Speedometer {
  /** Called with the number of examples taken so far. */
  mark(examples: number): void;
  readonly perSecond: number;
  reset(): void;
}

export function createSpeedometer(now: () => number): Speedometer {
  let marks: readonly { readonly time: number; readonly examples: number }[] = [];
  return {
    mark: (examples) => {
      const time = now();
      // The newest mark older than a second is the beginning of the stretch.
      const from = marks.findLastIndex((mark) => mark.time <= time - 1000);
      marks = [...marks.slice(Math.max(0, from)), { time, examples }];
    },
    get perSecond() {
      const first = marks[0];
      const last = marks.at(-1);
      if (first === undefined || last === undefined || last.time <= first.time) return 0;
      return ((last.examples - first.examples) * 1000) / (last.time - first.time);
    },
    reset: () => {
      marks = [];
    },
  };
}
