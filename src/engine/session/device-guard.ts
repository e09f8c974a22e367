import type { ChosenDevice } from '../backend/device';
import type { World } from './world';

/**
 * A device as a run uses it: work on it ends with an error if the device is lost, since a read may
 * then never end. One that answers nothing for too long while something is waited for counts as
 * lost.
 */
export interface DeviceGuard {
  /** Why the device is gone; undefined while it is there. */
  readonly lost: string | undefined;
  /**
   * True for WebGPU in software, where a single kernel may take a second, and for what may be that.
   */
  readonly isSlow: boolean;
  /** As the device's own. */
  readonly compileWarmUp: ChosenDevice['compileWarmUp'];
  /** As the device's own. */
  readonly silence: ChosenDevice['silence'];
  /**
   * `timeoutFactor`: how many times as long as a step the work may go without an answer; Infinity
   * where another watch is kept on it.
   */
  unlessLost<Value>(work: Promise<Value>, timeoutFactor?: number): Promise<Value>;
  settle(): Promise<void>;
}

/**
 * How many times within its deadline a device is checked: while the machine sleeps no check runs,
 * and nothing times out.
 */
const checks = 10;

/**
 * Watches a device; `onLost` is called at most once. `atOnce`: how many batches may be handed over
 * before anything is waited for.
 */
export function createDeviceGuard(device: ChosenDevice, wait: World['wait'], atOnce: number, onLost: () => void): DeviceGuard {
  const { silence } = device;
  const waiting = new Map<(error: Error) => void, number>();
  let lost: string | undefined;
  /** Answers so far: to tell whether any came since. */
  let answers = 0;
  let watching = false;
  void device.lost.then((reason) => {
    lost = reason;
    for (const reject of waiting.keys()) reject(new Error(`device lost: ${reason}`));
    onLost();
  });

  /** Looks at the device for as long as something is waited for. */
  async function watch({ deadline, giveUp }: NonNullable<DeviceGuard['silence']>): Promise<void> {
    if (watching) return;
    watching = true;
    let [known, silent] = [answers, 0];
    while (waiting.size > 0 && lost === undefined) {
      await wait((deadline * atOnce) / checks);
      silent = answers === known && waiting.size > 0 ? silent + 1 : 0;
      known = answers;
      if (lost === undefined && silent >= checks * Math.max(1, ...waiting.values())) giveUp(`nothing was answered for ${(silent * deadline * atOnce) / checks / 1000} s`);
    }
    watching = false;
  }

  // Not a race with device.lost itself: a promise that never settles would keep every one of them.
  const unlessLost: DeviceGuard['unlessLost'] = (work, timeoutFactor = 1) =>
    new Promise((resolve, reject) => {
      if (lost !== undefined) reject(new Error(`device lost: ${lost}`));
      waiting.set(reject, timeoutFactor);
      if (silence !== undefined) void watch(silence);
      work.then(resolve, reject).finally(() => {
        answers += 1;
        waiting.delete(reject);
      });
    });

  return {
    get lost() {
      return lost;
    },
    silence,
    isSlow: device.software !== false,
    compileWarmUp: device.compileWarmUp,
    unlessLost,
    settle: () => {
      const settled = unlessLost(device.settle());
      // Awaited steps later; until then a loss must not count as unhandled.
      settled.catch(() => undefined);
      return settled;
    },
  };
}
