import { layoutOf } from '../experiment/context';
import { fail, ok, type Result } from '../lib/result';
import type { EventKind, Events, RequestKind, Requests, RunId } from '../protocol/messages';
import type { Problem } from '../protocol/problem';
import { runAskedOf, type TrainingClient, type WorkerEvent } from './training-client';

/** At once, or late, as a worker that is busy. */
type Answer<Reply> = Result<Reply, Problem> | Promise<Result<Reply, Problem>>;

/**
 * Per kind of request, what the fake answers; a kind that is left out is refused with 'internal'.
 */
export type Script = {
  readonly [Kind in RequestKind]?: (payload: Requests[Kind]['payload']) => Answer<Requests[Kind]['reply']>;
};

/** What a test lets the worker tell. */
export type ScriptedEvent = { readonly [Kind in EventKind]: { readonly kind: Kind; readonly value: Events[Kind] } }[EventKind];

/**
 * A client without a worker, for tests of the page: answers by a script, tells the events that a
 * test makes up.
 */
export interface FakeClient extends TrainingClient {
  /** Everything that was asked, in order. */
  readonly requests: readonly { readonly kind: RequestKind; readonly payload: Requests[RequestKind]['payload'] }[];
  /**
   * Tells listeners an event of the current run, as the worker would; nothing happens before a run
   * was prepared.
   */
  emit(event: ScriptedEvent): void;
}

export function createFakeClient(script: Script): FakeClient {
  const listeners = new Set<(event: WorkerEvent) => void>();
  const requests: FakeClient['requests'][number][] = [];
  let currentRun: RunId | undefined;
  let sequence = 0;

  return {
    requests,
    get currentRun() {
      return currentRun;
    },
    request: async (kind, payload) => {
      requests.push({ kind, payload });
      const run = runAskedOf(payload);
      if (kind === 'prepare') currentRun = run;
      else if (run !== undefined && run !== currentRun) {
        return fail({ code: 'no-such-run', params: { run }, detail: '', canContinue: false });
      }
      const answer = script[kind];
      return answer?.(payload) ?? fail({ code: 'internal', params: {}, detail: `no answer to ${kind}`, canContinue: false });
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit: (event) => {
      if (currentRun === undefined) return;
      sequence += 1;
      const told: WorkerEvent = { type: 'event', run: currentRun, sequence, ...event };
      for (const listener of listeners) listener(told);
    },
  };
}

/** A script that agrees to everything: a run that is ready at step 0 and stays there. */
export const agreeable: Script = {
  prepare: ({ experiment, device, restore }) =>
    ok({
      device: { device: 'cpu', preference: device, adapter: '', software: false, rejected: [] },
      parameters: 0,
      step: restore?.step ?? 0,
      microBatches: 1,
      layout: layoutOf(experiment),
      engine: 1,
    }),
  play: () => ok(null),
  pace: () => ok(null),
  pause: () => ok({ step: 0 }),
  advance: ({ steps }) => ok({ step: steps }),
  change: () => ok({ step: 0 }),
  acknowledge: () => ok(null),
};
