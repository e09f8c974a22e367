/** What the queue asks of the browser; tests bring their own. */
export interface Clock {
  now(): number;
  /**
   * Once the next frame is under way, but outside its own work: drawing and painting are two short
   * tasks then, not a long one.
   */
  frame(callback: () => void): void;
  /** After so many milliseconds; returns what cancels it. */
  wait(callback: () => void, milliseconds: number): () => void;
}

export const browserClock: Clock = {
  now: () => performance.now(),
  frame: (callback) => void requestAnimationFrame(() => setTimeout(callback)),
  wait: (callback, milliseconds) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Milliseconds between two rounds at least, and at most however slow charts are. */
const shortestInterval = 220;
const longestInterval = 2000;
/** What one chart may cost, in milliseconds. */
const budget = 16;
/**
 * Milliseconds after which the next chart waits for another frame; quick ones share one, for each
 * frame costs as much again.
 */
const turn = 4;

/**
 * Draws charts again when there are new data: as many in a frame as there is time for, all of them
 * at most 4.5 times a second, and more rarely where one takes longer than 16 ms, so that drawing
 * never takes more than about a fourteenth of the time for a chart.
 */
export class RedrawQueue {
  readonly #clock: Clock;
  readonly #busy: () => () => void;
  readonly #charts = new Set<() => void>();
  #due = new Set<() => void>();
  #interval = shortestInterval;
  #lastRound = Number.NEGATIVE_INFINITY;
  #slowest = 0;
  #cancelWait: (() => void) | undefined;
  #inRound = false;
  #again = false;
  #done: (() => void) | undefined;

  /** @param busy is called when there is something to draw; what it returns, when all is drawn */
  constructor(clock: Clock, busy: () => () => void) {
    this.#clock = clock;
    this.#busy = busy;
  }

  /** Milliseconds between two rounds as things are. */
  get interval(): number {
    return this.#interval;
  }

  /** Adds a chart; `draw` must have drawn it when it returns. Returns what takes it out again. */
  add(draw: () => void): () => void {
    this.#charts.add(draw);
    return () => {
      this.#charts.delete(draw);
      this.#due.delete(draw);
    };
  }

  /**
   * There are new data. `soon`: draw them in the next frames, as at a pause, whatever was drawn
   * just now.
   */
  invalidate(soon: boolean): void {
    if (this.#charts.size === 0) {
      this.#finish();
      return;
    }
    this.#done ??= this.#busy();
    if (this.#inRound) {
      // Charts already drawn in this round wait for the next one, else a stream of data would never
      // let it end.
      this.#again = true;
      return;
    }
    for (const draw of this.#charts) this.#due.add(draw);
    const rest = soon ? 0 : this.#lastRound + this.#interval - this.#clock.now();
    if (rest <= 0) this.#begin();
    else this.#cancelWait ??= this.#clock.wait(() => this.#begin(), rest);
  }

  #begin(): void {
    this.#cancelWait?.();
    this.#cancelWait = undefined;
    this.#inRound = true;
    this.#slowest = 0;
    this.#lastRound = this.#clock.now();
    this.#clock.frame(() => this.#drawSome());
  }

  #drawSome(): void {
    const begin = this.#clock.now();
    for (const draw of this.#due) {
      this.#due.delete(draw);
      const before = this.#clock.now();
      draw();
      const now = this.#clock.now();
      this.#slowest = Math.max(this.#slowest, now - before);
      if (now - begin >= turn) break;
    }
    if (this.#due.size > 0) {
      this.#clock.frame(() => this.#drawSome());
      return;
    }
    this.#inRound = false;
    this.#interval = Math.min(longestInterval, Math.max(shortestInterval, (shortestInterval * this.#slowest) / budget));
    if (this.#again) {
      this.#again = false;
      this.invalidate(false);
      return;
    }
    this.#finish();
  }

  #finish(): void {
    this.#done?.();
    this.#done = undefined;
  }
}
