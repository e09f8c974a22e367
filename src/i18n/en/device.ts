/** English texts of the namespace "device". Placeholders are written {name}. */
export const device = {
  webgpu: 'WebGPU',
  wasm: 'WASM',
  webgl: 'WebGL',
  cpu: 'CPU',
} as const;
