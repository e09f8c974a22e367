import type { DeviceId } from '../../protocol/device';

/** A device did not answer within a deadline. */
export class NoAnswer extends Error {
  constructor(step: string, milliseconds: number) {
    super(`no answer to ${step} for ${milliseconds / 1000} s`);
    this.name = 'NoAnswer';
  }
}

/**
 * Milliseconds that each step of a device's start may take. Every step has a deadline of its own,
 * so that one that gets on, however slowly, is not given up. They are many times what working cards
 * need: some seconds for the first adapter, and as much again to compile.
 */
export const deadlines = {
  adapter: 15_000,
  /** What a browser tells of an adapter; not worth waiting for. */
  info: 3000,
  device: 15_000,
  /** A first read: nothing has to be computed for it. */
  read: 20_000,
  /** The self-test, whose programs are compiled meanwhile. */
  compute: 60_000,
  /**
   * Files that come over the network: the backend's code, or the WebAssembly module, which is
   * compiled too.
   */
  load: 60_000,
} as const;

/** By how much deadlines are stretched for what computes in software, or may do so. */
export const slowness = 5;

/**
 * How many times within a deadline an answer is looked for. The deadline counts checks, not time:
 * while the machine sleeps no check runs, and nothing times out.
 */
const checks = 10;

/**
 * Told of what is waited for while a device is started: at least each time that an answer is looked
 * for.
 */
export type StartListener = (device: DeviceId) => void;

/**
 * Resolves or rejects as `work` does; rejects with NoAnswer if that takes too long. `onLook` is
 * called as often as an answer is looked for.
 */
export function answerWithin<Value>(step: string, milliseconds: number, work: Promise<Value>, onLook: () => void = () => {}): Promise<Value> {
  return new Promise((resolve, reject) => {
    let checked = 0;
    const timer = setInterval(() => {
      checked += 1;
      onLook();
      if (checked < checks) return;
      clearInterval(timer);
      reject(new NoAnswer(step, milliseconds));
    }, milliseconds / checks);
    work.then(resolve, reject).finally(() => clearInterval(timer));
  });
}
