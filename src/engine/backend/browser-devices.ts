import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { DeviceStarter } from './device';
import { cpuStarter, wasmStarter } from './processor-devices';
import { webglStarter } from './webgl-device';
import { webgpuStarter } from './webgpu-device';

/** The devices of a browser's worker. */
export const browserDevices: readonly DeviceStarter[] = [webgpuStarter, wasmStarter({ simd, plain }), webglStarter, cpuStarter];
