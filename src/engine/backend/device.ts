import type { Result } from '../../lib/result';
import type { DeviceId, DeviceRejection, DeviceReport } from '../../protocol/device';

/** A device that has been started and is TensorFlow.js' current backend. */
export interface StartedDevice {
  /** What the hardware calls itself; '' where it does not say. */
  readonly adapter: string;
  /** True for WebGPU or WebGL that is computed on the processor. */
  readonly software: boolean;
  /** Resolves with a reason if the device is ever lost; never for processors. */
  readonly lost: Promise<string>;
  /**
   * Hands over what has been queued and resolves when the device has worked it off. At once on a processor. Without it a fast
   * page would queue far more work than a slow device can do, and a pause would come late.
   */
  settle(): Promise<void>;
  /**
   * Begins to compile what a rehearsal would run. Nothing is computed while that runs, and reads give zeros. Resolves when the rehearsal is
   * over and the device may be used again; throws what the rehearsal throws. `compiled` resolves when all programs are there, and tells
   * of those done. Undefined where nothing has to be compiled.
   */
  readonly compileRehearsed?: (
    rehearsal: () => Promise<void>,
    onProgress: (done: number, total: number) => void,
  ) => Promise<{ readonly compiled: Promise<void> }>;
}

export interface Rejection {
  readonly reason: DeviceRejection;
  /** Technical, for reports. */
  readonly detail: string;
}

/** How one kind of device is started. Never throws. */
export interface DeviceStarter {
  readonly id: DeviceId;
  /** `allowSoftware`: take WebGPU or WebGL even where it is computed on the processor. */
  start(allowSoftware: boolean): Promise<Result<StartedDevice, Rejection>>;
}

/** The device that trains, and how it came to be chosen. */
export interface ChosenDevice extends StartedDevice {
  readonly report: DeviceReport;
}

/** For devices that cannot be lost. */
export const neverLost: Promise<string> = new Promise(() => {});
