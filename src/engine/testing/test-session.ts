import type { Experiment } from '../../experiment/schema';
import { ok } from '../../lib/result';
import type { EventKind, EventMessage, Events, ReplyMessage, RequestKind, RequestMessage, Requests, RunPhase, WorkerMessage } from '../../protocol/messages';
import type { TestPoint } from '../../protocol/metrics';
import type { RunState } from '../../protocol/run-state';
import { neverLost, type ChosenDevice } from '../backend/device';
import { createBatchOrder } from '../../data/order/batch-order';
import { Session } from '../session/session';
import { createBreathe } from '../session/breathe';
import type { World } from '../session/world';
import { createTrainer } from '../trainer';
import type { Trainer } from '../trainer-contract';
import { fetchOf, tinyFiles } from './tiny-data';

/** A session in a world of made-up data and made-up time, on whatever backend is current. */
export interface TestSession {
  /** Set `break` to make every further step throw that message. */
  readonly world: { break: string | undefined };
  ask<Kind extends RequestKind>(kind: Kind, payload: Requests[Kind]['payload']): Promise<ReplyMessage>;
  preparation(run: string, experiment: Experiment, restore?: RunState): Requests['prepare']['payload'];
  events<Kind extends EventKind>(kind: Kind): readonly Events[Kind][];
  phase(): RunPhase | undefined;
  /** Training losses of all metrics, one step after another. */
  losses(): readonly number[];
  tests(): readonly TestPoint[];
  stepsTaken(): number;
  /** Acknowledges the newest metrics. */
  acknowledge(): void;
  until(condition: () => boolean): Promise<void>;
  /** Lets so many milliseconds of made-up time go by. */
  elapse(milliseconds: number): Promise<void>;
  /** Long enough for everything to come to rest that can. */
  idle(): Promise<void>;
  /** A seed with which the first batch of 8 lies in that shard. */
  seedThatBeginsWith(shard: number, sizes: readonly number[]): number;
}

const breathe = createBreathe();

/** Made-up milliseconds that a step takes. */
const stepTime = 20;

const cpu: ChosenDevice = {
  adapter: '',
  software: true,
  lost: neverLost,
  settle: () => Promise.resolve(),
  report: { device: 'cpu', preference: 'cpu', adapter: '', software: true, rejected: [] },
};

/**
 * `mostTicks`: how often the messages are heard before what is waited for counts as never
 * happening; `tickTime`: real milliseconds in between, to leave the processor to a device that
 * works beside.
 */
export function startSession(different: Partial<World> = {}, { acknowledge = true, maximumBatch = Infinity, mostTicks = 20_000, tickTime = 0 } = {}): TestSession {
  const state: { time: number; steps: number; id: number; break: string | undefined } = { time: 0, steps: 0, id: 0, break: undefined };
  const received: WorkerMessage[] = [];
  let timers: readonly { readonly due: number; readonly resolve: () => void }[] = [];
  const files = fetchOf(tinyFiles([20, 20, 20], [20]));

  function hear(message: unknown): void {
    if (!isWorkerMessage(message)) throw new Error('not a message of a worker');
    received.push(message);
    if (acknowledge && message.type === 'event' && message.kind === 'metrics') void breathe().then(acknowledgeNewest);
  }

  const session = new Session({
    post: (message) => hear(structuredClone(message)),
    now: () => state.time,
    breathe,
    wait: (milliseconds) => new Promise((resolve) => (timers = [...timers, { due: state.time + milliseconds, resolve }])),
    fetchFrom: () => files,
    chooseDevice: () => Promise.resolve(ok(cpu)),
    createTrainer: (experiment, restore) => {
      const created = createTrainer(experiment, restore);
      return created.ok ? ok(slowed(created.value)) : created;
    },
    ...different,
  });

  function slowed(trainer: Trainer): Trainer {
    return {
      get step() {
        return trainer.step;
      },
      get live() {
        return trainer.live;
      },
      set live(live) {
        trainer.live = live;
      },
      get conflictEvery() {
        return trainer.conflictEvery;
      },
      set conflictEvery(steps) {
        trainer.conflictEvery = steps;
      },
      parameters: trainer.parameters,
      layout: trainer.layout,
      maximumBatch: Math.min(maximumBatch, trainer.maximumBatch),
      takeStep: async (batches) => {
        if (state.break !== undefined) throw new Error(state.break);
        await trainer.takeStep(batches);
        state.steps += 1;
        state.time += stepTime;
      },
      takeTaskStep: async (task, batches) => {
        await trainer.takeTaskStep(task, batches);
        state.steps += 1;
        state.time += stepTime;
      },
      tryStep: async (batches, live) => {
        await trainer.tryStep(batches, live);
        state.time += live.balancing.method === 'static' ? stepTime : 2 * stepTime;
      },
      drain: () => trainer.drain(),
      goBack: () => trainer.goBack(),
      test: () => trainer.test(),
      inspect: (look) => trainer.inspect(look),
      state: () => trainer.state(),
      dispose: () => trainer.dispose(),
    };
  }

  function send<Kind extends RequestKind>(kind: Kind, payload: Requests[Kind]['payload']): number {
    state.id += 1;
    const message: unknown = { type: 'request', id: state.id, kind, payload: structuredClone(payload) };
    if (isRequest(message)) session.handle(message);
    return state.id;
  }

  function acknowledgeNewest(): void {
    const newest = received.findLast((message) => message.type === 'event' && message.kind === 'metrics');
    if (newest?.type === 'event') send('acknowledge', { run: newest.run, sequence: newest.sequence });
  }

  async function tick(): Promise<void> {
    await (tickTime === 0 ? breathe() : new Promise((resolve) => setTimeout(resolve, tickTime)));
    state.time += 1;
    const due = timers.filter((timer) => timer.due <= state.time);
    timers = timers.filter((timer) => timer.due > state.time);
    for (const timer of due) timer.resolve();
  }

  async function until(condition: () => boolean): Promise<void> {
    for (let ticks = 0; !condition(); ticks += 1) {
      if (ticks > mostTicks) throw new Error('it never happened');
      await tick();
    }
  }

  function events<Kind extends EventKind>(kind: Kind): readonly Events[Kind][] {
    return received.filter((message) => isEventOf(message, kind)).map((message) => message.value);
  }

  return {
    world: state,
    ask: async (kind, payload) => {
      const id = send(kind, payload);
      let reply: ReplyMessage | undefined;
      await until(() => {
        for (const message of received) if (message.type !== 'event' && message.id === id) reply = message;
        return reply !== undefined;
      });
      if (reply === undefined) throw new Error('no reply');
      return reply;
    },
    preparation: (run, experiment, restore) => ({
      run,
      experiment,
      device: 'cpu',
      dataUrl: 'http://data/',
      ...(restore === undefined ? {} : { restore }),
    }),
    events,
    phase: () => events('phase').at(-1)?.phase,
    losses: () => events('metrics').flatMap((batch) => [...batch.losses]),
    tests: () => events('metrics').flatMap((batch) => batch.tests),
    stepsTaken: () => state.steps,
    acknowledge: acknowledgeNewest,
    until,
    elapse: async (milliseconds) => {
      const end = state.time + milliseconds;
      await until(() => state.time >= end);
    },
    idle: async () => {
      for (let ticks = 0; ticks < 100; ticks += 1) await tick();
    },
    seedThatBeginsWith: (shard, sizes) => {
      for (let seed = 1; ; seed += 1) if (createBatchOrder(seed, sizes, 8).shardsFrom(0)[0] === shard) return seed;
    },
  };
}

function isWorkerMessage(message: unknown): message is WorkerMessage {
  return typeof message === 'object' && message !== null && 'type' in message;
}

function isRequest(message: unknown): message is RequestMessage {
  return typeof message === 'object' && message !== null && 'payload' in message;
}

function isEventOf<Kind extends EventKind>(
  message: WorkerMessage,
  kind: Kind,
): message is EventMessage & { readonly value: Events[Kind] } {
  return message.type === 'event' && message.kind === kind;
}
