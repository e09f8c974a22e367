import type { Result } from '../../lib/result';
import type { DeviceId, DeviceRejection, DeviceReport } from '../../protocol/device';
import { NoAnswer } from './deadline';

/** A device that has been started and is TensorFlow.js' current backend. */
export interface StartedDevice {
  /** What the hardware calls itself; '' where it does not say. */
  readonly adapter: string;
  /** True for WebGPU or WebGL that is computed on the processor; 'unknown' where it may be. */
  readonly software: DeviceReport['software'];
  /** Resolves with a reason if the device is ever lost; never for processors. */
  readonly lost: Promise<string>;
  /** Of a device that may stop answering; undefined where the worker's own thread computes. */
  readonly silence?: {
    /**
     * Milliseconds for which nothing that is waited for may be answered, if no more than one batch
     * was handed over at once.
     */
    readonly deadline: number;
    /** Takes the device for lost, for good. */
    readonly giveUp: (reason: string) => void;
  };
  /**
   * Hands over what has been queued and resolves when the device has worked it off. At once on a
   * processor. Without it a fast page would queue far more work than a slow device can do, and a
   * pause would come late.
   */
  settle(): Promise<void>;
  /**
   * Begins to compile what a warm-up would run. Nothing is computed while that runs, and reads give
   * zeros. Resolves when the warm-up is over and the device may be used again; throws what the
   * warm-up throws. `compiled` resolves when all programs are there, and tells of those done.
   * Undefined where nothing has to be compiled.
   */
  readonly compileWarmUp?: (
    warmUp: () => Promise<void>,
    onProgress: (done: number, total: number) => void,
  ) => Promise<{ readonly compiled: Promise<void> }>;
}

export interface Rejection {
  readonly reason: DeviceRejection;
  /** Technical, for reports. */
  readonly detail: string;
}

/** What a device must at least be: known to be hardware, not known to be software, or anything. */
export type Standard = 'hardware' | 'maybe-hardware' | 'any';

/**
 * How one kind of device is started. Never throws, and comes to an end whatever the device does.
 */
export interface DeviceStarter {
  readonly id: DeviceId;
  /** `onLook` is called again and again while an answer is waited for. */
  start(least: Standard, onLook?: () => void): Promise<Result<StartedDevice, Rejection>>;
}

/** Why something is not taken that is less than what is asked for; undefined if it is taken. */
export function suits({ name, software }: { readonly name: string; readonly software: DeviceReport['software'] }, least: Standard): Rejection | undefined {
  if (least === 'any' || software === false) return undefined;
  if (software === true) return { reason: 'software', detail: name };
  return least === 'maybe-hardware' ? undefined : { reason: 'maybe-software', detail: name };
}

/** What an error in a start means. */
export function rejectionOf(error: unknown): Rejection {
  return { reason: error instanceof NoAnswer ? 'no-answer' : 'failed-to-start', detail: String(error) };
}

/** See `silence`. On slow processors a step of a large network in software may take minutes. */
export function silenceDeadline(software: DeviceReport['software']): number {
  return software === false ? 30_000 : 300_000;
}

/** The device that trains, and how it came to be chosen. */
export interface ChosenDevice extends StartedDevice {
  readonly report: DeviceReport;
}

/** For devices that cannot be lost. */
export const neverLost: Promise<string> = new Promise(() => {});
