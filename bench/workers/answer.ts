import type { OrderMessage, OrderReply } from '../messages';

/** Answers the one order that a worker of the benchmark gets; what goes wrong is told too. */
export function answerOrders(work: (order: OrderMessage) => Promise<unknown>): void {
  addEventListener('message', (event: MessageEvent<OrderMessage>) => {
    work(event.data).then(
      (value) => postMessage({ ok: true, value }),
      (error: unknown) => {
        const failure: OrderReply = { ok: false, error: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error) };
        postMessage(failure);
      },
    );
  });
}
