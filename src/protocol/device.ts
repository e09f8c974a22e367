export const deviceIds = ['webgpu', 'wasm', 'webgl', 'cpu'] as const;
export type DeviceId = (typeof deviceIds)[number];

/**
 * 'auto' takes WebGPU on real hardware, else WASM, else WebGL on real hardware, else either on what
 * may be hardware, else cpu.
 */
export type DevicePreference = 'auto' | DeviceId;

/** Why a device was not taken. */
export type DeviceRejection =
  | 'absent'
  | 'software'
  /** The browser does not tell whether it is hardware. */
  | 'maybe-software'
  | 'failed-to-start'
  /** It, or a file that it needs, did not answer in time. */
  | 'no-answer'
  | 'wrong-numbers'
  | 'lost';

/** Which device trains, and why. */
export interface DeviceReport {
  readonly device: DeviceId;
  readonly preference: DevicePreference;
  /** What the hardware calls itself; '' where it does not say. */
  readonly adapter: string;
  /**
   * True for WebGPU or WebGL that is computed on the processor: correct, but slow. 'unknown' where
   * the browser does not tell.
   */
  readonly software: boolean | 'unknown';
  /**
   * What was not taken, each device once, in the order of trying. `detail` is technical, for
   * reports.
   */
  readonly rejected: readonly { readonly device: DeviceId; readonly reason: DeviceRejection; readonly detail: string }[];
}
