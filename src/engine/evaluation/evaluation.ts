import type { TestedTask, TestPoint, TestSplit } from '../../protocol/metrics';
import { disposeBatch, type Batch } from '../data/batch';
import { subsetImages, type ExperimentData } from '../data/experiment-data';
import type { TestResult, Trainer } from '../trainer-contract';

/** A test, and (its index) the first task of which a value was not finite; absent where all are. */
export type Tested = TestPoint & Pick<TestResult, 'notFinite'>;

/**
 * Tests of one run. They read the weights and nothing else, so training goes on as if they had not
 * been.
 */
export interface Evaluation {
  /**
   * Over the fixed subset, whose images must be loaded; undefined if `cancelled` became true in
   * between.
   */
  subset(cancelled: () => boolean, onProgress: OnProgress): Promise<Tested | undefined>;
  /**
   * Over all images of a split (of those trained on, over their fixed sample), likewise; part by
   * part, each of which `ready` gets its images for.
   */
  all(split: TestSplit, ready: PartReady, cancelled: () => boolean, onProgress: OnProgress): Promise<Tested | undefined>;
  /** How so many images are tested: the parts, one after another. */
  partsOf(images: number): readonly (readonly [first: number, size: number])[];
  dispose(): void;
}

/** Called after each part of a test with the images done. */
export type OnProgress = (done: number, total: number) => void;

/**
 * Resolves once so many images from the `first` on are there; with false where they are not to be
 * had.
 */
export type PartReady = (first: number, size: number) => Promise<boolean>;

/** The device that tests are made on. */
export interface TestDevice {
  /** Resolves when it has worked off a part and waiting commands have been heard. */
  between(): Promise<void>;
  /** Resolves with its work; rejects if it is lost meanwhile. */
  unlessLost<Value>(work: Promise<Value>): Promise<Value>;
}

interface TestOptions {
  readonly cancelled: () => boolean;
  readonly onProgress: OnProgress;
  /** What becomes of a batch that was tested. */
  readonly after?: (batch: Batch) => void;
}

/**
 * Images of one part of a test: small enough for a command to be heard soon, also where WebGPU is
 * computed in software.
 */
const partSizes = { fast: 128, slow: 16 } as const;

/**
 * Tests of a run with that trainer and data. Images are waited for outside of what the device does,
 * so that a slow connection is not taken for a device that does not answer.
 */
export function createEvaluation(
  trainer: Trainer,
  data: ExperimentData,
  speed: keyof typeof partSizes,
  device: TestDevice,
): Evaluation {
  const size = Math.min(partSizes[speed], trainer.maximumBatch);
  // The subset is used again and again: it stays on the device.
  let subsetBatches: readonly Batch[] | undefined;

  function partsOf(images: number): readonly (readonly [first: number, size: number])[] {
    return Array.from({ length: Math.ceil(images / size) }, (_, part) => [part * size, Math.min(size, images - part * size)]);
  }

  const splits: Readonly<Record<TestSplit, { readonly images: number; readonly batch: (first: number, size: number) => Batch }>> = {
    test: { images: data.testImages, batch: (first, size) => data.testBatch(first, size) },
    validation: { images: data.validationImages, batch: (first, size) => data.validationBatch(first, size) },
    train: { images: data.sampleImages, batch: (first, size) => data.sampleBatch(first, size) },
  };

  /** Ends early where a part is not to be had. */
  async function* freshBatches(split: TestSplit, ready: PartReady): AsyncGenerator<Batch> {
    const { images, batch } = splits[split];
    for (const part of partsOf(images)) {
      if (!(await ready(...part))) return;
      yield batch(...part);
    }
  }

  async function test(batches: Iterable<Batch> | AsyncIterable<Batch>, images: number, { cancelled, onProgress, after }: TestOptions) {
    const running = trainer.test();
    let done = 0;
    for await (const batch of batches) {
      running.add(batch);
      done += batch.size;
      after?.(batch);
      await device.between();
      onProgress(done, images);
      if (cancelled()) break;
    }
    if (done === images && !cancelled()) return device.unlessLost(running.finish());
    running.cancel();
    return undefined;
  }

  return {
    partsOf,
    subset: async (cancelled, onProgress) => {
      const step = trainer.step;
      const images = Math.min(subsetImages, data.testImages);
      subsetBatches ??= partsOf(images).map((part) => data.testBatch(...part));
      const result = await test(subsetBatches, images, { cancelled, onProgress });
      if (result === undefined) return undefined;
      return { step, subset: true, ...result, tasks: result.tasks.map(withoutArrays) };
    },
    all: async (split, ready, cancelled, onProgress) => {
      const step = trainer.step;
      const result = await test(freshBatches(split, ready), splits[split].images, { cancelled, onProgress, after: disposeBatch });
      return result && { step, subset: false, split, ...result };
    },
    dispose: () => {
      for (const batch of subsetBatches ?? []) disposeBatch(batch);
      subsetBatches = undefined;
    },
  };
}

/**
 * Of so few images, so often, arrays such as a matrix say little for the room that they take:
 * metrics alone.
 */
function withoutArrays({ details, ...task }: TestedTask): TestedTask {
  return details?.metrics === undefined ? task : { ...task, details: { metrics: details.metrics } };
}
