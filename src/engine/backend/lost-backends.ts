import { findBackendFactory, registerBackend, removeBackend, type KernelBackend } from '@tensorflow/tfjs-core';

type Named = 'webgpu' | 'webgl';

/** How a backend's device may come to be lost. */
export interface Loss {
  /** Resolves with the reason. */
  readonly lost: Promise<string>;
  /** Takes the device for lost: it says nothing any more. */
  readonly giveUp: (reason: string) => void;
}

/**
 * Backends whose device is there. What TensorFlow.js knows is no guide: asked for a backend, it
 * starts one.
 */
const started = new Map<Named, { readonly backend: object; readonly loss: Loss }>();

/**
 * True if a backend was started before and its device is not lost: setBackend takes it up again.
 */
export function isStarted(name: Named): boolean {
  return started.has(name);
}

/**
 * The loss of a backend's device. `watch` resolves with the reason; it is asked once per backend.
 */
export function lossOf(name: Named, backend: object, watch: () => Promise<string>): Loss {
  const known = started.get(name);
  if (known?.backend === backend) return known.loss;
  let settle: (reason: string) => void = () => {};
  const lost = new Promise<string>((resolve) => (settle = resolve));
  const giveUp = (reason: string) => {
    if (started.get(name)?.backend === backend) started.delete(name);
    settle(reason);
  };
  const loss = { lost, giveUp };
  started.set(name, { backend, loss });
  void watch().then(giveUp);
  return loss;
}

/**
 * Registers how a backend is made, in place of what was registered. One that is there goes:
 * TensorFlow.js would go on using its lost device without a word. So does one that is still being
 * started, which would become the current one whenever it is.
 */
export function replaceBackend(name: Named | 'wasm', priority: number, factory: () => KernelBackend | Promise<KernelBackend>): void {
  if (findBackendFactory(name) !== null) removeBackend(name);
  registerBackend(name, factory, priority);
}
