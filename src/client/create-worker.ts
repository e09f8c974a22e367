/**
 * Starts the training worker; the bundler follows this address and builds the worker's own files
 * from it.
 */
export function createWorker(): Worker {
  return new Worker(new URL('../engine/training.worker.ts', import.meta.url), { type: 'module', name: 'training' });
}
