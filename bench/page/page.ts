import type { OrderKind, OrderReply, WorkerOrders } from '../messages';
import { compareWithStock, type Compared, type Comparison } from './agreement';
import { createBareSession, type BareSession } from './bare-session';

/** What the benchmark's page offers to the program that drives the browser. */
export interface BenchPage {
  /**
   * Gives an order to a fresh worker and ends that, also when there is no answer within so many
   * milliseconds. Throws what went wrong. Ten minutes where nothing is said.
   */
  order<Kind extends OrderKind>(kind: Kind, payload: WorkerOrders[Kind]['payload'], within?: number): Promise<WorkerOrders[Kind]['reply']>;
  readonly bare: BareSession;
  compare(asked: Comparison): Promise<Compared>;
}

declare global {
  interface Window {
    bench?: BenchPage;
  }
}

/**
 * Ours and the others never share a worker, nor a bundle: kernels that we register must not help
 * them.
 */
function workerFor(kind: OrderKind): Worker {
  return kind.startsWith('ours')
    ? new Worker(new URL('../workers/ours.worker.ts', import.meta.url), { type: 'module' })
    : new Worker(new URL('../reference/stock.worker.ts', import.meta.url), { type: 'module' });
}

const order: BenchPage['order'] = (kind, payload, within = 600_000) =>
  new Promise((resolve, reject) => {
    const worker = workerFor(kind);
    const late = setTimeout(() => end({ ok: false, error: `no answer for ${Math.round(within / 1000)} s` }), within);
    const end = (told: OrderReply<typeof kind>) => {
      clearTimeout(late);
      worker.terminate();
      if (told.ok) resolve(told.value);
      else reject(new Error(told.error));
    };
    worker.addEventListener('message', (event: MessageEvent<OrderReply<typeof kind>>) => end(event.data));
    worker.addEventListener('error', (event) => end({ ok: false, error: event.message }));
    worker.postMessage({ kind, payload });
  });

window.bench = { order, bare: createBareSession(), compare: (asked) => compareWithStock(order, asked) };
