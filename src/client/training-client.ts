import type { EventKind, EventMessage, RequestKind, Requests, RunId } from '../protocol/messages';
import type { Problem } from '../protocol/problem';
import type { Result } from '../lib/result';

/** An event as listeners get it. */
export type WorkerEvent = { readonly [Kind in EventKind]: Extract<EventMessage, { kind: Kind }> }[EventKind];

/**
 * The page's handle on the training worker. Every call settles: with the reply, or with a Problem
 * (the worker refused, ended or did not answer in time, in which case it has been replaced).
 * Metrics are acknowledged by the client after all listeners returned.
 */
export interface TrainingClient {
  request<Kind extends RequestKind>(kind: Kind, payload: Requests[Kind]['payload']): Promise<Result<Requests[Kind]['reply'], Problem>>;
  /**
   * Events of any run but the latest prepared one are dropped. Returns the function that ends
   * listening.
   */
  listen(listener: (event: WorkerEvent) => void): () => void;
  /** The run that events are let through for. */
  readonly currentRun: RunId | undefined;
}

/** The run that a request is about; undefined where it is about none. */
export function runAskedOf(payload: Requests[RequestKind]['payload']): RunId | undefined {
  return 'run' in payload ? payload.run : undefined;
}
