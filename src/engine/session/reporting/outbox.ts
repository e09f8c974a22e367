import type { MetricsBatch } from '../../../protocol/metrics';
import { mergeBatches } from './merge-batches';

/**
 * Metrics on their way to the page: one batch at a time is unacknowledged, what comes meanwhile is
 * merged.
 */
export interface Outbox {
  add(batch: MetricsBatch): void;
  acknowledge(sequence: number): void;
  /**
   * Resolves once few enough steps are waiting; at once, as a rule. Training waits for it, so that
   * memory is bounded.
   */
  room(): Promise<void>;
}

/** So many merged steps may wait for a page that does not answer. */
export const mostWaitingSteps = 50_000;

/** `send` posts a batch and returns its sequence number. */
export function createOutbox(send: (batch: MetricsBatch) => number): Outbox {
  let waiting: readonly MetricsBatch[] = [];
  let underWay: number | undefined;
  let listeners: (() => void)[] = [];

  function flush(): void {
    const [first, ...others] = waiting;
    if (underWay !== undefined || first === undefined) return;
    // After going back to the last good weights the steps begin again: such batches cannot be one.
    let next = first.firstStep + first.steps;
    let end = 0;
    for (const batch of others) {
      if (batch.firstStep !== next) break;
      next += batch.steps;
      end += 1;
    }
    const batch = mergeBatches([first, ...others.slice(0, end)]);
    waiting = others.slice(end);
    underWay = send(batch);
    if (hasRoom()) for (const listener of listeners.splice(0)) listener();
  }

  const hasRoom = () => waiting.reduce((sum, batch) => sum + batch.steps, 0) < mostWaitingSteps;

  return {
    add: (batch) => {
      waiting = [...waiting, batch];
      flush();
    },
    acknowledge: (sequence) => {
      if (underWay === undefined || sequence < underWay) return;
      underWay = undefined;
      flush();
    },
    room: () => (hasRoom() ? Promise.resolve() : new Promise((resolve) => (listeners = [...listeners, resolve]))),
  };
}
