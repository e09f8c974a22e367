import type { ChosenDevice } from '../backend/device';

/** A device as a run uses it: work on it ends with an error if the device is lost, since a read may then never end. */
export interface DeviceGuard {
  /** Why the device is gone; undefined while it is there. */
  readonly lost: string | undefined;
  /** True for WebGPU in software, where a single kernel may take a second. */
  readonly isSlow: boolean;
  /** As the device's own. */
  readonly compileRehearsed: ChosenDevice['compileRehearsed'];
  unlessLost<Value>(work: Promise<Value>): Promise<Value>;
  settle(): Promise<void>;
}

/** Watches a device; `onLost` is called at most once. */
export function createDeviceGuard(device: ChosenDevice, onLost: () => void): DeviceGuard {
  const waiting = new Set<(error: Error) => void>();
  let lost: string | undefined;
  void device.lost.then((reason) => {
    lost = reason;
    for (const reject of waiting) reject(new Error(`device lost: ${reason}`));
    onLost();
  });

  // Not a race with device.lost itself: a promise that never settles would keep every one of them.
  const unlessLost: DeviceGuard['unlessLost'] = (work) =>
    new Promise((resolve, reject) => {
      if (lost !== undefined) reject(new Error(`device lost: ${lost}`));
      waiting.add(reject);
      work.then(resolve, reject).finally(() => waiting.delete(reject));
    });

  return {
    get lost() {
      return lost;
    },
    isSlow: device.software,
    compileRehearsed: device.compileRehearsed,
    unlessLost,
    settle: () => {
      const settled = unlessLost(device.settle());
      // Awaited steps later; until then a loss must not count as unhandled.
      settled.catch(() => undefined);
      return settled;
    },
  };
}
