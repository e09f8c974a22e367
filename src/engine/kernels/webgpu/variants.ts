/** What computes: a graphics processor, or a program that stands in for one, where a workgroup barrier costs fifty times as much. */
export type AdapterClass = 'hardware' | 'software';

const classes = new WeakMap<GPUDevice, AdapterClass>();

/** Tells the kernels what a device is; they are chosen by it. */
export function declareAdapter(device: GPUDevice, software: boolean): void {
  classes.set(device, software ? 'software' : 'hardware');
}

/** What a device was declared to be. */
export function adapterClassOf(device: GPUDevice): AdapterClass {
  return classes.get(device) ?? 'hardware';
}
