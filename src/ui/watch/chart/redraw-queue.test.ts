import { describe, expect, it } from 'vitest';
import { RedrawQueue, type Clock } from './redraw-queue';

/** A clock that only moves when told to: frames every 16 ms. */
class TestClock implements Clock {
  time = 1000;
  #frames: (() => void)[] = [];
  #timers: { at: number; callback: () => void }[] = [];

  now(): number {
    return this.time;
  }

  frame(callback: () => void): void {
    this.#frames.push(callback);
  }

  wait(callback: () => void, milliseconds: number): () => void {
    const timer = { at: this.time + milliseconds, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets frames pass until that many milliseconds are over. */
  pass(milliseconds: number): void {
    for (const end = this.time + milliseconds; this.time < end; ) {
      this.time += 16;
      const due = this.#timers.filter(({ at }) => at <= this.time);
      this.#timers = this.#timers.filter(({ at }) => at > this.time);
      for (const { callback } of due) callback();
      const frames = this.#frames;
      this.#frames = [];
      for (const frame of frames) frame();
    }
  }
}

function setUp(cost = 1) {
  const clock = new TestClock();
  let busy = 0;
  const queue = new RedrawQueue(clock, () => {
    busy += 1;
    return () => {
      busy -= 1;
    };
  });
  const drawn: [chart: number, time: number][] = [];
  const removers = [0, 1, 2].map((chart) =>
    queue.add(() => {
      drawn.push([chart, clock.time]);
      clock.time += cost;
    }),
  );
  return { clock, queue, drawn, removers, busy: () => busy };
}

describe('RedrawQueue', () => {
  it('draws one slow chart a frame', () => {
    const { clock, queue, drawn } = setUp(5);
    queue.invalidate(false);
    clock.pass(100);
    expect(drawn.map(([chart]) => chart)).toEqual([0, 1, 2]);
    const times = drawn.map(([, time]) => time);
    expect(Math.min(...times.slice(1).map((time, index) => time - (times[index] ?? 0)))).toBeGreaterThanOrEqual(16);
  });

  it('draws quick charts in one frame', () => {
    const { clock, queue, drawn } = setUp(1);
    queue.invalidate(false);
    clock.pass(16);
    expect(drawn.map(([chart]) => chart)).toEqual([0, 1, 2]);
  });

  it('draws each chart at most 4.5 times a second however many data come, and always the last ones', () => {
    const { clock, queue, drawn, busy } = setUp();
    for (let count = 0; count < 60; count += 1) {
      queue.invalidate(false);
      clock.pass(16);
    }
    clock.pass(500);
    const times = drawn.filter(([chart]) => chart === 0).map(([, time]) => time);
    expect(times.length).toBeGreaterThanOrEqual(4);
    expect(Math.min(...times.slice(1).map((time, index) => time - (times[index] ?? 0)))).toBeGreaterThanOrEqual(200);
    expect(times.at(-1)).toBeGreaterThanOrEqual(1960);
    expect(busy()).toBe(0);
  });

  it('draws at once when asked to', () => {
    const { clock, queue, drawn } = setUp();
    queue.invalidate(false);
    clock.pass(64);
    queue.invalidate(false);
    queue.invalidate(true);
    clock.pass(64);
    expect(drawn).toHaveLength(6);
  });

  it('draws slow charts more rarely, so that their share of the time stays the same, and quick ones often again', () => {
    const slow = setUp(64);
    slow.queue.invalidate(false);
    slow.clock.pass(400);
    expect(slow.queue.interval).toBe(880);
    const quick = setUp(10);
    quick.queue.invalidate(false);
    quick.clock.pass(100);
    expect(quick.queue.interval).toBe(220);
  });

  it('is busy until everything is drawn', () => {
    const { clock, queue, removers, busy } = setUp();
    expect(busy()).toBe(0);
    queue.invalidate(false);
    expect(busy()).toBe(1);
    clock.pass(100);
    expect(busy()).toBe(0);
    for (const remove of removers) remove();
    queue.invalidate(false);
    expect(busy()).toBe(0);
  });

  it('a chart that went away is not drawn', () => {
    const { clock, queue, drawn, removers, busy } = setUp();
    queue.invalidate(false);
    removers[1]?.();
    clock.pass(100);
    expect(drawn.map(([chart]) => chart)).toEqual([0, 2]);
    expect(busy()).toBe(0);
  });
});
