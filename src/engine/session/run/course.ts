import { createSignal } from '../signal';

/** How far to train, and how fast. */
export interface Goal {
  /** Number of steps taken to stop at; undefined for the planned end. */
  readonly until: number | undefined;
  /** 0: as fast as it goes. */
  readonly stepsPerSecond: number;
  /**
   * The one task (its index) on whose loss to step; undefined for steps of the balancing method.
   */
  readonly only?: number;
}

/**
 * Where a training is going. The goal may be set, changed and given up at any time; whoever waits
 * on the way is woken by it.
 */
export class Course {
  #goal: Goal | undefined;
  #interrupt = createSignal();

  get goal(): Goal | undefined {
    return this.#goal;
  }

  /** Another goal; undefined: to stop. */
  set goal(goal: Goal | undefined) {
    this.#goal = goal;
    this.interrupt();
  }

  /** Wakes whoever waits on the way, to look at goal and device again. */
  interrupt(): void {
    this.#interrupt.raise();
  }

  /** Resolves at the next interruption after this was called last. */
  watch(): Promise<void> {
    this.#interrupt = createSignal();
    return this.#interrupt.raised;
  }
}
