import { batchSizeOf } from '../../../experiment/context';
import type { Experiment } from '../../../experiment/schema';
import type { Events, RunId } from '../../../protocol/messages';
import type { TestPoint, TestSplit } from '../../../protocol/metrics';
import type { RunState } from '../../../protocol/run-state';
import { disposeBatch, type Batch } from '../../data/batch';
import type { ExperimentData } from '../../data/experiment-data';
import type { StepLog, Trainer } from '../../trainer-contract';
import { createDeviceGuard, type DeviceGuard } from '../device-guard';
import { createEvaluation, type Evaluation, type OnProgress, type PartReady, type Tested } from '../../evaluation/evaluation';
import { createShownImages, type ShownImages } from '../../inspect/shown-images';
import { createQueue } from '../../../lib/queue';
import { noSuchRun, notFinite, ProblemError } from '../failure';
import type { RunParts, Work } from './run-context';
import type { World } from '../world';

/** A measure takes many steps before anything is heard of it. */
const measureTimeoutFactor = 20;

/**
 * The trainer of a run with its data on its device. Whatever takes more than a moment is done one
 * at a time.
 */
export class RunResources {
  readonly #id: RunId;
  readonly #experiment: Experiment;
  readonly #oneAtATime = createQueue();
  readonly #data: ExperimentData;
  readonly #world: Pick<World, 'breathe' | 'wait'>;
  readonly #batchSize: number;
  readonly #onLost: () => void;
  #device: DeviceGuard;
  #trainer: Trainer;
  #evaluation: Evaluation;
  #shown: ShownImages;
  #closed = false;

  /** `onLost` is called when the device is lost. */
  constructor({ id, experiment, data, device, trainer }: RunParts, world: Pick<World, 'breathe' | 'wait'>, onLost: () => void) {
    this.#id = id;
    this.#experiment = experiment;
    this.#data = data;
    this.#world = world;
    this.#batchSize = batchSizeOf(experiment);
    this.#onLost = onLost;
    this.#trainer = trainer;
    this.#device = this.#guard(device);
    this.#evaluation = this.#createEvaluation();
    this.#shown = createShownImages(trainer, data);
  }

  get trainer(): Trainer {
    return this.#trainer;
  }

  get device(): DeviceGuard {
    return this.#device;
  }

  set conflictEvery(steps: number) {
    this.#trainer.conflictEvery = steps;
  }

  /**
   * Does one thing at a time, in the order of asking. Refuses with a ProblemError once it is
   * closed.
   */
  exclusive<Value>(action: () => Promise<Value> | Value): Promise<Value> {
    return this.#oneAtATime(() => {
      if (this.#closed) throw noSuchRun(this.#id);
      return action();
    });
  }

  /** A step of the balancing method, or (`only`: its index) on one task alone. */
  takeStep(only: number | undefined): Promise<void> {
    return this.exclusive(() =>
      this.#withBatches((batches) =>
        this.#device.unlessLost(only === undefined ? this.#trainer.takeStep(batches) : this.#trainer.takeTaskStep(only, batches)),
      ),
    );
  }

  /**
   * Between two steps, once the images are there that the work needs: `ready` is undefined when
   * they are. They are waited for outside, so that a pause need not wait for them.
   */
  async whenReady<Value>(ready: Work['ready'], work: () => Promise<Value>): Promise<Value> {
    for (;;) {
      const loaded = await ready();
      if (loaded?.ok === false) throw new ProblemError(loaded.error);
      const done = await this.exclusive(async () =>
        ready() === undefined ? { value: await this.#device.unlessLost(work(), measureTimeoutFactor) } : undefined,
      );
      if (done !== undefined) return done.value;
    }
  }

  /** Work on the images of the next step. */
  onNextBatch(work: (trainer: Trainer, batches: readonly Batch[]) => Promise<unknown>): Work {
    return {
      ready: () => this.#data.ready(this.#trainer.step),
      run: (trainer) => this.#withBatches((batches) => work(trainer, batches)),
    };
  }

  /** Not exclusive by itself. */
  drain(): Promise<StepLog> {
    return this.#device.unlessLost(this.#trainer.drain());
  }

  /** Not exclusive by itself. */
  state(): Promise<RunState> {
    return this.#device.unlessLost(this.#trainer.state());
  }

  /**
   * The last good state takes the place of the current one, as `Trainer` says. Not exclusive by
   * itself.
   */
  goBack(): Promise<void> {
    return this.#device.unlessLost(this.#trainer.goBack());
  }

  /**
   * A test on the fixed subset, as `Evaluation` says. Throws a ProblemError where a value is not
   * finite.
   */
  async testSubset(cancelled: () => boolean, onProgress: OnProgress): Promise<TestPoint | undefined> {
    return this.#finite(await this.#device.unlessLost(this.#evaluation.subset(cancelled, onProgress)));
  }

  /** A test on all images of a split, likewise. */
  async testAll(split: TestSplit, ready: PartReady, cancelled: () => boolean, onProgress: OnProgress): Promise<TestPoint | undefined> {
    return this.#finite(await this.#evaluation.all(split, ready, cancelled, onProgress));
  }

  /**
   * What the network says to the images shown. Throws a ProblemError where an answer is not finite.
   */
  async predictions(): Promise<Events['predictions']> {
    const predictions = await this.#device.unlessLost(this.#shown.predictions());
    for (const { outputs } of predictions.images) {
      const task = outputs.findIndex((values) => !values.every(Number.isFinite));
      if (task >= 0) throw this.#notFinite(task, predictions.step);
    }
    return predictions;
  }

  /** Frees the trainer and what it uses on a device that may be gone. */
  abandon(): void {
    letGo(() => this.#evaluation.dispose());
    letGo(() => this.#shown.dispose());
    this.#trainer.dispose();
  }

  /** Frees everything, data included, when what was asked for before is done. */
  close(): Promise<void> {
    return this.#oneAtATime(() => {
      this.#closed = true;
      this.abandon();
      letGo(() => this.#data.free());
    });
  }

  /**
   * Goes on with another trainer on another device, with the live settings of before, and as many
   * measures of the conflict.
   */
  replace({ device, trainer }: Pick<RunParts, 'device' | 'trainer'>): void {
    const { live, conflictEvery } = this.#trainer;
    this.#trainer = trainer;
    this.#device = this.#guard(device);
    this.#trainer.live = live;
    this.#trainer.conflictEvery = conflictEvery;
    this.#evaluation = this.#createEvaluation();
    this.#shown = createShownImages(trainer, this.#data);
  }

  /** A step hands over all its micro-batches at once. */
  #guard(device: RunParts['device']): DeviceGuard {
    const atOnce = Math.max(1, Math.ceil(this.#batchSize / this.#trainer.maximumBatch));
    return createDeviceGuard(device, (time) => this.#world.wait(time), atOnce, this.#onLost);
  }

  async #withBatches<Value>(work: (batches: readonly Batch[]) => Promise<Value>): Promise<Value> {
    const batches = this.#data.batches(this.#trainer.step, this.#trainer.maximumBatch);
    try {
      return await work(batches);
    } finally {
      for (const batch of batches) disposeBatch(batch);
    }
  }

  #finite(tested: Tested | undefined): TestPoint | undefined {
    if (tested?.notFinite !== undefined) throw this.#notFinite(tested.notFinite, tested.step);
    return tested;
  }

  #notFinite(task: number, step: number): ProblemError {
    return new ProblemError(notFinite(this.#experiment.tasks[task]?.id ?? '', step));
  }

  #createEvaluation(): Evaluation {
    const device = this.#device;
    return createEvaluation(this.#trainer, this.#data, device.isSlow ? 'slow' : 'fast', {
      between: async () => {
        await device.settle();
        await this.#world.breathe();
      },
      unlessLost: (work) => device.unlessLost(work),
    });
  }
}

/** Tensors that cannot be freed went with a device that was lost. */
function letGo(free: () => void): void {
  try {
    free();
  } catch {
    // There is nothing left to free.
  }
}
