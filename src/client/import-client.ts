import type { ImportEvent, ImportRequest } from '../protocol/import-messages';

/** The page's handle on the worker that makes data sets of files. */
export interface ImportClient {
  ask(request: ImportRequest): void;
  /** Ends what is under way, and the worker. */
  end(): void;
}

/**
 * Starts a worker. `onEvent` hears what it tells; `onDeath` that it ended by itself, as one does whose memory
 * has run out.
 */
export function startImport(onEvent: (event: ImportEvent) => void, onDeath: () => void): ImportClient {
  const worker = new Worker(new URL('../engine/import/import.worker.ts', import.meta.url), { type: 'module', name: 'import' });
  worker.addEventListener('message', (event: MessageEvent<ImportEvent>) => onEvent(event.data));
  worker.addEventListener('error', onDeath);
  return {
    ask: (request) => worker.postMessage(request, []),
    end: () => worker.terminate(),
  };
}
