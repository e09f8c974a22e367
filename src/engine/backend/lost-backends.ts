import { findBackend, findBackendFactory, registerBackend, removeBackend } from '@tensorflow/tfjs-core';

const lost = new WeakSet<object>();
/** Per backend, its promise of being lost: one that was started before is not watched once more. */
const losses = new WeakMap<object, Promise<string>>();

/** Resolves with the reason when a backend's device is lost. `watch` resolves with that; it is asked once per backend. */
export function lossOf(backend: object, watch: () => Promise<string>): Promise<string> {
  const known = losses.get(backend);
  if (known !== undefined) return known;
  const loss = watch().then((reason) => {
    lost.add(backend);
    return reason;
  });
  losses.set(backend, loss);
  return loss;
}

/** TensorFlow.js goes on using a lost device without a word: takes its backend out and registers it anew. */
export function forgetLostBackend(name: 'webgpu' | 'webgl', priority: number): void {
  const known: unknown = findBackend(name);
  if (typeof known !== 'object' || known === null || !lost.has(known)) return;
  const factory = findBackendFactory(name);
  removeBackend(name);
  registerBackend(name, factory, priority);
}
