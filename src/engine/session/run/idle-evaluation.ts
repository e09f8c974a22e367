import { ok } from '../../../lib/result';
import type { ExperimentData } from '../../data/experiment-data';
import type { Budget } from '../reporting/pacing';
import type { Reporter } from '../reporting/reporter';
import type { RunContext } from './run-context';
import { createSignal, type Signal } from '../signal';
import type { RunResources } from './run-resources';

/** Milliseconds that training may have to wait for the test of the untrained network. */
const longestWait = 1000;

/** What the rest of a training needs of it. */
export interface RestingRun {
  readonly context: Pick<RunContext, 'emit' | 'world'>;
  readonly data: ExperimentData;
  readonly place: RunResources;
  readonly reporter: Reporter;
  readonly testBudget: Budget;
  /** Sends what the network says to the images shown. */
  readonly predict: () => Promise<void>;
  /** Sends the tests that were added. */
  readonly publish: () => Promise<void>;
  /** Takes whatever an idle evaluation throws. */
  readonly fail: (error: unknown) => Promise<void>;
}

/**
 * What is done while training is idle: once the predictions, and of an untrained network its test,
 * then tests over all images.
 */
export class IdleEvaluation {
  readonly #run: RestingRun;
  #work: Promise<void> = Promise.resolve();
  /** Raised when training goes on. */
  #end = createSignal();
  #introduced = false;
  /** The step at which all test images were tested last. */
  #fullyTested: number | undefined;

  constructor(run: RestingRun) {
    this.#run = run;
  }

  begin(): void {
    this.#end = createSignal();
    const work = this.#introduced ? this.#testAll() : this.#introduce();
    this.#work = work.catch((error: unknown) => this.#run.fail(error));
  }

  /**
   * The device is gone: what is being done fails by it and takes another; where nothing is done,
   * that happens here.
   */
  hearOfLoss(): void {
    const { place, fail } = this.#run;
    this.#work = this.#work.then(() => (place.device.lost === undefined ? undefined : fail(new Error('device lost'))));
  }

  /** Breaks off what is being done; resolves when nothing is any more. */
  end(): Promise<void> {
    this.#end.raise();
    return this.#work;
  }

  async #introduce(): Promise<void> {
    this.#introduced = true;
    await this.#run.predict();
    // A run that goes on from a kept state may never have been tested there.
    if (this.#run.place.trainer.step === 0) await testUntrained(this.#run, this.#end);
    else await this.#testAll();
  }

  async #testAll(): Promise<void> {
    if (this.#fullyTested === this.#run.place.trainer.step) return;
    this.#fullyTested = (await testAll(this.#run, this.#end)) ?? this.#fullyTested;
  }
}

/**
 * Tests the network as it is before training. Training waits for that, so that curves have their
 * beginning, but not for long.
 */
async function testUntrained({ context, place, reporter, testBudget, publish }: RestingRun, end: Signal): Promise<void> {
  const { now } = context.world;
  const begin = now();
  const isLong = () => now() - begin > longestWait;
  const progress = (done: number, total: number) => {
    if (isLong()) context.emit('progress', { phase: 'testing', done, total });
  };
  const point = await place.testSubset(() => end.isRaised && isLong(), progress);
  testBudget.expect(now() - begin);
  if (point === undefined) return;
  reporter.addTest(point);
  await publish();
}

/**
 * Tests all images that are set aside for validation, all test images, and the sample of those
 * trained on. Each test is sent as it is made: the sample comes last, so that nobody waits for it
 * who looks at the test images. Resolves with the step that was tested; undefined if it was broken
 * off, or the images could not be had.
 */
async function testAll({ context, data, place, reporter, publish }: RestingRun, end: Signal): Promise<number | undefined> {
  const splits = [...(data.validationImages > 0 ? (['validation'] as const) : []), 'test' as const, 'train' as const];
  const progress = (done: number, total: number) => context.emit('progress', { phase: 'testing', done, total });
  let tested: number | undefined;
  for (const split of splits) {
    const ready = async (first: number, size: number): Promise<boolean> => {
      const loaded = await Promise.race([data.partReady(split, first, size) ?? ok(null), end.raised]);
      if (loaded?.ok === false) context.emit('problem', { ...loaded.error, canContinue: true });
      return loaded?.ok === true && !end.isRaised;
    };
    const point = await place.testAll(split, ready, () => end.isRaised, progress);
    if (point === undefined) return undefined;
    reporter.addTest(point);
    await publish();
    tested = point.step;
  }
  return tested;
}
