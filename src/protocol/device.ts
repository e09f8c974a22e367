export const deviceIds = ['webgpu', 'wasm', 'webgl', 'cpu'] as const;
export type DeviceId = (typeof deviceIds)[number];

/** 'auto' takes WebGPU on real hardware, else WASM, else WebGL on real hardware, else cpu. */
export type DevicePreference = 'auto' | DeviceId;

/** Why a device was not taken. */
export type DeviceRejection = 'absent' | 'software' | 'failed-to-start' | 'wrong-numbers' | 'lost';

/** Which device trains, and why. */
export interface DeviceReport {
  readonly device: DeviceId;
  readonly preference: DevicePreference;
  /** What the hardware calls itself; '' where it does not say. */
  readonly adapter: string;
  /** True for WebGPU or WebGL that is computed on the processor: correct, but slow. */
  readonly software: boolean;
  /** What was tried before, in that order. `detail` is technical, for reports. */
  readonly rejected: readonly { readonly device: DeviceId; readonly reason: DeviceRejection; readonly detail: string }[];
}
