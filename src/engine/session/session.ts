import { batchSizeOf } from '../../experiment/context';
import type { Experiment } from '../../experiment/schema';
import type { Result } from '../../lib/result';
import type { DeviceId, DevicePreference } from '../../protocol/device';
import type {
  AnswerMessage,
  EventKind,
  EventMessage,
  Events,
  Prepared,
  RequestKind,
  RequestMessage,
  Requests,
  RunId,
} from '../../protocol/messages';
import type { Problem } from '../../protocol/problem';
import type { RunState } from '../../protocol/run-state';
import type { ChosenDevice } from '../backend/device';
import { createExperimentData, type ExperimentData } from '../data/experiment-data';
import { dataKey, openData } from '../data/open-data';
import { viewOfData, viewOfTraining } from '../inspect/data-view';
import type { ShardStore } from '../data/shard-store';
import { keptStart } from '../kept-start';
import { engineRevision } from '../revision';
import { createQueue } from '../../lib/queue';
import { noSuchRun, ProblemError, problemOf } from './failure';
import { compileAhead, warmUp } from './warm-up';
import { TrainingRun } from './run/training-run';
import { createSignal } from './signal';
import type { World } from './world';
import type { Trainer } from '../trainer-contract';

type Preparation = Requests['prepare']['payload'];

/** What answers each kind of request. */
type Handlers = {
  readonly [Kind in RequestKind]: (
    payload: Requests[Kind]['payload'],
  ) => Requests[Kind]['reply'] | Promise<Requests[Kind]['reply']>;
};

/**
 * The worker's side of the protocol. It holds one run at the most, and what outlives it: the device
 * and the data.
 */
export class Session {
  readonly #world: World;
  /** Raised when a newer run is asked for. */
  #superseded = createSignal();
  readonly #exclusive = createQueue();
  #sequence = 0;
  /** The run that was asked for last; it may still be in preparation. */
  #latest: RunId | undefined;
  #run: { readonly id: RunId; readonly training: TrainingRun } | undefined;
  /** The data of the last run, by their address and `dataKey`. */
  #store: { readonly key: string; readonly shards: ShardStore } | undefined;
  #device: ChosenDevice | undefined;
  /**
   * Devices that did not answer. They are not tried again for the same preference: each try would
   * be waited for.
   */
  #silent: { readonly preference: DevicePreference; readonly devices: Set<DeviceId> } = { preference: 'auto', devices: new Set() };

  readonly #handlers: Handlers = {
    prepare: (asked) => this.#exclusive(() => this.#prepare(asked)),
    'keep-weights': ({ experiment, from }) => valueOf(keptStart(experiment, from)),
    'view-data': async (asked) => valueOf(await viewOfData(asked, await this.#storeOf({ ...asked, experiment: asked.document }))),
    'view-training': async (asked) => valueOf(await viewOfTraining(asked, await this.#storeOf({ ...asked, experiment: asked.document }))),
    play: ({ run, stepsPerSecond }) => {
      void this.#training(run).train(undefined, stepsPerSecond);
      return null;
    },
    pace: ({ run, stepsPerSecond }) => {
      this.#training(run).changePace(stepsPerSecond);
      return null;
    },
    pause: async ({ run }) => {
      const training = this.#training(run);
      await training.pause();
      return { step: training.step };
    },
    advance: async ({ run, steps, stepsPerSecond }) => {
      const training = this.#training(run);
      await training.train(training.step + steps, stepsPerSecond);
      return { step: training.step };
    },
    'step-task': async ({ run, task }) => {
      const training = this.#training(run);
      await training.stepOnTask(task);
      return { step: training.step };
    },
    observe: ({ run, conflictEvery }) => {
      this.#training(run).observe(conflictEvery);
      return null;
    },
    inspect: ({ run, question }) => this.#training(run).inspect(question),
    change: async ({ run, live }) => ({ step: await this.#training(run).change(live) }),
    checkpoint: ({ run }) => this.#training(run).checkpoint(),
    acknowledge: ({ run, sequence }) => {
      if (this.#run?.id === run) this.#run.training.acknowledge(sequence);
      return null;
    },
  };

  constructor(world: World) {
    this.#world = world;
  }

  /** Every request is answered through `world.post`, with a value or a Problem. Never throws. */
  handle(message: RequestMessage): void {
    if (message.kind === 'prepare') {
      this.#latest = message.payload.run;
      this.#superseded.raise();
      this.#superseded = createSignal();
    }
    this.#answer(message).then(
      (reply) => this.#world.post(reply),
      (error: unknown) => this.#world.post({ type: 'refusal', id: message.id, problem: problemOf(error) }),
    );
  }

  async #answer<Kind extends RequestKind>({ id, kind, payload }: RequestMessage<Kind>): Promise<AnswerMessage<Kind>> {
    return { type: 'reply', id, kind, value: await this.#handlers[kind](payload) };
  }

  #training(run: RunId): TrainingRun {
    if (this.#run?.id !== run) throw noSuchRun(run);
    return this.#run.training;
  }

  #emit<Kind extends EventKind>(run: RunId, kind: Kind, value: Events[Kind]): number {
    this.#sequence += 1;
    const event: EventMessage<Kind> = { type: 'event', kind, run, sequence: this.#sequence, value };
    this.#world.post(event);
    return this.#sequence;
  }

  async #prepare(asked: Preparation): Promise<Prepared> {
    const { run: id, experiment } = asked;
    const before = this.#run?.training;
    this.#run = undefined;
    await before?.end();
    this.#checkLatest(id);
    this.#emit(id, 'phase', { phase: 'preparing', step: asked.restore?.step ?? 0 });
    this.#emit(id, 'progress', { phase: 'device', done: 0, total: 0 });
    const device = await this.#deviceFor(asked);
    this.#emit(id, 'device', device.report);
    this.#checkLatest(id);
    const shards = await this.#shardsFor(asked);
    this.#checkLatest(id);
    const data = valueOf(createExperimentData(experiment, shards));
    const trainer = await this.#trainerWithImages(asked, data, device);
    let current = device;
    const training = new TrainingRun({ id, experiment, data, device, trainer }, {
      world: this.#world,
      emit: (kind, value) => this.#emit(id, kind, value),
      recover: async (state) => {
        this.#device = undefined;
        const fellSilent = this.#silent.devices.has(current.report.device);
        const next = await this.#deviceFor(asked);
        current = next;
        this.#emit(id, 'device', next.report);
        const from = state ?? asked.restore;
        if (data.ready(from?.step ?? 0) === undefined) await this.#compile(asked, from, data, next);
        return { device: next, trainer: valueOf(this.#world.createTrainer(experiment, from)), fellSilent };
      },
    });
    this.#run = { id, training };
    // The page hears the answer before the events that follow it.
    void this.#world.breathe().then(() => {
      if (this.#run?.training === training) training.open();
    });
    const { report } = device;
    const { parameters, step, maximumBatch, layout } = trainer;
    return { device: report, parameters, step, microBatches: Math.ceil(batchSizeOf(experiment) / maximumBatch), layout, engine: engineRevision };
  }

  /**
   * Builds the network while the images of its first step and of the test subset are on their way;
   * then compiles what it will run.
   */
  async #trainerWithImages(asked: Preparation, data: ExperimentData, device: ChosenDevice): Promise<Trainer> {
    const trainer = valueOf(this.#world.createTrainer(asked.experiment, asked.restore));
    try {
      const first = await data.ready(trainer.step);
      if (first !== undefined) valueOf(first);
      valueOf(await data.subsetReady());
      this.#checkLatest(asked.run);
      await this.#compile(asked, asked.restore, data, device);
      this.#checkLatest(asked.run);
      return trainer;
    } catch (error) {
      data.stop();
      data.free();
      trainer.dispose();
      throw error;
    }
  }

  /**
   * Has the device compile what a training from that state will run, so that no step waits for it;
   * not for longer than the run is wanted.
   */
  async #compile({ run, experiment }: Preparation, from: RunState | undefined, data: ExperimentData, device: ChosenDevice): Promise<void> {
    const speed = device.software === false ? 'fast' : 'slow';
    const superseded = this.#superseded.raised;
    const begun = await compileAhead(
      device,
      (time) => this.#world.wait(time),
      () => warmUp(valueOf(this.#world.createTrainer(experiment, from)), data, speed),
      (progress) => {
        if (this.#latest === run) this.#emit(run, 'progress', progress);
      },
    );
    await Promise.race([begun?.compiled, superseded]);
  }

  #checkLatest(run: RunId): void {
    if (this.#latest !== run) throw noSuchRun(run);
  }

  async #deviceFor({ run, device: preference, avoid = [] }: Preparation): Promise<ChosenDevice> {
    if (this.#device?.report.preference === preference) return this.#device;
    if (this.#silent.preference !== preference) this.#silent = { preference, devices: new Set() };
    const { devices } = this.#silent;
    const chosen = await this.#world.chooseDevice(preference, {
      avoid: new Set([...devices, ...avoid]),
      listen: (starting) => {
        if (this.#latest === run) this.#emit(run, 'progress', { phase: 'device', done: 0, total: 0, device: starting });
      },
    });
    // Where nothing is left, all are tried again the next time.
    if (!chosen.ok) devices.clear();
    const device = rememberSilence(valueOf(chosen), devices);
    for (const rejected of device.report.rejected) if (rejected.reason === 'no-answer') devices.add(rejected.device);
    this.#device = device;
    void device.lost.then(() => {
      if (this.#device === device) this.#device = undefined;
    });
    return device;
  }

  /** Shards stay loaded for as long as the data set is the same and its budget has room. */
  async #shardsFor({ dataUrl, ownFiles, experiment }: Preparation): Promise<ShardStore> {
    const shards = await this.#storeOf({ dataUrl, experiment, ...(ownFiles === undefined ? {} : { ownFiles }) });
    this.#store = { key: keyOf(dataUrl, experiment), shards };
    return shards;
  }

  /** That of the last run where it is the same, else one that only the asking holds. */
  async #storeOf({ dataUrl, ownFiles, experiment }: StoreQuestion): Promise<ShardStore> {
    if (this.#store?.key === keyOf(dataUrl, experiment)) return this.#store.shards;
    return valueOf(await openData(experiment.data, this.#world.fetchFrom(dataUrl, ownFiles), (time) => this.#world.wait(time)));
  }
}

interface StoreQuestion {
  readonly dataUrl: string;
  readonly ownFiles?: ReadonlyMap<string, Blob>;
  readonly experiment: Pick<Experiment, 'data'>;
}

function keyOf(dataUrl: string, { data }: Pick<Experiment, 'data'>): string {
  return `${dataUrl} ${dataKey(data)}`;
}

/** The device; it is added to the silent ones when it is given up because it does not answer. */
function rememberSilence(device: ChosenDevice, silent: Set<DeviceId>): ChosenDevice {
  const { silence, report } = device;
  if (silence === undefined) return device;
  const giveUp = (reason: string) => {
    silent.add(report.device);
    silence.giveUp(reason);
  };
  return { ...device, silence: { ...silence, giveUp } };
}

function valueOf<Value>(result: Result<Value, Problem>): Value {
  if (!result.ok) throw new ProblemError(result.error);
  return result.value;
}
