import { fail, ok, type Result } from '../lib/result';
import type { AnswerMessage, Prepared, ReplyMessage, RequestKind, RequestMessage, Requests, RunId, RunPhase, WorkerMessage } from '../protocol/messages';
import type { DeviceId } from '../protocol/device';
import type { Problem } from '../protocol/problem';
import { runAskedOf, type TrainingClient, type WorkerEvent } from './training-client';

/** The part of a Worker that the client uses; a test can put another in its place. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

interface PendingRequest {
  settle(reply: ReplyMessage): void;
  refuse(problem: Problem): void;
  readonly timer: ReturnType<typeof setInterval>;
}

/**
 * Milliseconds of silence (no reply and no event either) after which a worker counts as dead, by
 * what it was asked.
 */
const deadlines: Readonly<Record<RequestKind, number>> = {
  prepare: 120_000,
  'keep-weights': 120_000,
  'view-data': 120_000,
  'view-training': 120_000,
  advance: 120_000,
  'step-task': 120_000,
  inspect: 120_000,
  observe: 30_000,
  play: 30_000,
  pause: 30_000,
  pace: 30_000,
  change: 30_000,
  checkpoint: 30_000,
  acknowledge: 30_000,
};

/**
 * How many times within a request's timeout the client checks whether the worker is silent. It
 * counts checks, not time: while the browser has put page and worker to sleep, no check runs and no
 * request times out.
 */
const checks = 10;

/**
 * Milliseconds between the heartbeats that a worker answers while it trains and no request is open.
 */
const heartbeat = 5000;

/**
 * On the plain processor, and with WebGPU in software, a step of a large network may take a minute.
 */
const slowFactor = 10;

/**
 * A run whose single steps take long is silent for longer, and not dead: the factor on its request
 * timeouts.
 */
function timeoutFactorOf({ device, microBatches }: Prepared): number {
  return microBatches * (device.software || device.device === 'cpu' ? slowFactor : 1);
}

/**
 * A client over workers that `createWorker` makes: the first one at the first request, a new one
 * whenever one has died.
 */
export function createWorkerClient(createWorker: () => WorkerLike): TrainingClient {
  const listeners = new Set<(event: WorkerEvent) => void>();
  const pending = new Map<number, PendingRequest>();
  let worker: WorkerLike | undefined;
  let currentRun: RunId | undefined;
  let lastId = 0;
  /** Messages so far: to tell whether any came since. */
  let heard = 0;
  let lastSequence = 0;
  let timeoutFactor = 1;
  let heartbeatTimer: ReturnType<typeof setInterval> | undefined;
  /** What the worker computes on, or is about to. */
  let device: DeviceId | undefined;
  let silent: { readonly preference: unknown; readonly devices: readonly DeviceId[] } = { preference: 'auto', devices: [] };

  function workerNow(): WorkerLike {
    if (worker !== undefined) return worker;
    const created = createWorker();
    // What an old worker still has to say is not heard any more.
    created.addEventListener('message', (event: MessageEvent<WorkerMessage>) => {
      if (worker === created) hear(event.data);
    });
    created.addEventListener('messageerror', () => {
      if (worker === created) replace(deadWorker('a message could not be read'));
    });
    created.addEventListener('error', (event) => {
      // A program that could not be loaded comes without a message.
      if (worker === created) replace(deadWorker('message' in event ? event.message : 'its program could not be loaded'));
    });
    worker = created;
    return created;
  }

  function hear(message: WorkerMessage): void {
    heard += 1;
    if (message.type !== 'event') {
      if (message.type === 'reply' && message.kind === 'prepare') timeoutFactor = timeoutFactorOf(message.value);
      pending.get(message.id)?.settle(message);
      return;
    }
    if (message.run !== currentRun) return;
    tell(message);
    if (message.kind === 'phase') keepHeartbeat(message.value.phase);
    if (message.kind === 'device' || message.kind === 'progress') device = message.value.device ?? device;
    if (message.kind === 'metrics') post('acknowledge', { run: message.run, sequence: message.sequence });
    // A module whose memory has run out cannot be used again.
    if (message.kind === 'problem' && message.value.code === 'out-of-memory') replace(message.value, true);
  }

  function tell(event: WorkerEvent): void {
    lastSequence = event.sequence;
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        // One listener's fault must not keep the others, or the acknowledgement, from their turn.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  /** Ends the worker; whoever waits for it, and whoever listens, is told why. */
  function replace(problem: Problem, told = false): void {
    worker?.terminate();
    worker = undefined;
    device = undefined;
    timeoutFactor = 1;
    keepHeartbeat('failed');
    const run = currentRun;
    currentRun = undefined;
    if (run !== undefined && !told) tell({ type: 'event', kind: 'problem', run, sequence: lastSequence + 1, value: problem });
    for (const request of pending.values()) request.refuse(problem);
  }

  /**
   * A worker that said nothing for too long may have been waiting for a graphics card: the next one
   * tries another device.
   */
  function replaceSilent(detail: string): void {
    if ((device === 'webgpu' || device === 'webgl') && !silent.devices.includes(device)) silent = { ...silent, devices: [...silent.devices, device] };
    replace(deadWorker(detail));
  }

  /** A preparation is told what to avoid; who asks for another device than before means it. */
  function avoidingSilent<Payload extends Requests[RequestKind]['payload']>(asked: Payload): Payload {
    if (!('device' in asked)) return asked;
    if (asked.device !== silent.preference) silent = { preference: asked.device, devices: [] };
    return silent.devices.length === 0 ? asked : { ...asked, avoid: silent.devices };
  }

  function post<Kind extends RequestKind>(kind: Kind, payload: Requests[Kind]['payload']): number {
    lastId += 1;
    const message: RequestMessage<Kind> = { type: 'request', id: lastId, kind, payload: avoidingSilent(payload) };
    // Nothing is transferred: the page goes on using what it sends.
    workerNow().postMessage(message, []);
    return lastId;
  }

  /**
   * Nothing is open of a worker that trains, so that one which ended without a word would never be
   * missed.
   */
  function keepHeartbeat(phase: RunPhase): void {
    clearInterval(heartbeatTimer);
    if (phase !== 'running') return;
    heartbeatTimer = setInterval(() => {
      if (currentRun !== undefined && pending.size === 0) void request('acknowledge', { run: currentRun, sequence: lastSequence });
    }, heartbeat);
  }

  const request: TrainingClient['request'] = (kind, payload) => {
    const run = runAskedOf(payload);
    if (kind === 'prepare') currentRun = run;
    else if (run !== undefined && run !== currentRun) return Promise.resolve(fail(noSuchRun(run)));
    try {
      workerNow();
    } catch (error) {
      currentRun = undefined;
      return Promise.resolve(fail({ code: 'no-worker', params: {}, detail: String(error), canContinue: false }));
    }
    return new Promise<Result<Requests[typeof kind]['reply'], Problem>>((resolve) => {
      const id = post(kind, payload);
      const end = (result: Result<Requests[typeof kind]['reply'], Problem>) => {
        clearInterval(timer);
        pending.delete(id);
        resolve(result);
      };
      let [known, silentChecks] = [heard, 0];
      const timer = setInterval(() => {
        silentChecks = heard === known ? silentChecks + 1 : 0;
        known = heard;
        if (silentChecks >= checks * timeoutFactor) replaceSilent(`no answer to ${kind} for ${(deadlines[kind] * timeoutFactor) / 1000} s`);
      }, deadlines[kind] / checks);
      pending.set(id, {
        timer,
        settle: (reply) => {
          if (reply.type === 'refusal') end(fail(reply.problem));
          else if (isAnswerTo(kind, reply)) end(ok(reply.value));
        },
        refuse: (problem) => end(fail(problem)),
      });
    });
  };

  return {
    get currentRun() {
      return currentRun;
    },
    request,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isAnswerTo<Kind extends RequestKind>(
  kind: Kind,
  reply: AnswerMessage,
): reply is AnswerMessage & { readonly value: Requests[Kind]['reply'] } {
  return reply.kind === kind;
}

function deadWorker(detail: string): Problem {
  return { code: 'worker-unresponsive', params: {}, detail, canContinue: false };
}

function noSuchRun(run: RunId): Problem {
  return { code: 'no-such-run', params: { run }, detail: '', canContinue: false };
}
