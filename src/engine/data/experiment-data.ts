import { augmentationOf, batchSizeOf, datasetOf, imageShape, tasksOf } from '../../experiment/context';
import type { Experiment } from '../../experiment/schema';
import { splitOf } from '../../experiment/studies/kinds/split';
import { fail, ok, type Result } from '../../lib/result';
import type { Problem } from '../../protocol/problem';
import type { Batch } from './batch';
import { createBatchOrder, shardSizes } from '../../data/batch-order';
import { lazyBatches } from './lazy-batches';
import { trainLabels } from '../../data/labels';
import { createMoves, movesWithin } from '../../data/moves';
import { trainSample } from '../../data/train-sample';
import type { SplitName } from '../../data/dataset-index';
import type { ShardStore } from './shard-store';
import { createTaskImages, type ShownImage } from './task-images';

/** The fixed part of the test images that is tested while training goes on. */
export const subsetImages = 512;

/** Some test images, in the order in which they were picked. */
export interface PickedImages {
  /** Resolves once they are there; at once if they are already. */
  ready(): Promise<Result<null, Problem>> | undefined;
  /** Throws unless ready. The caller disposes of it. */
  batch(): Batch;
  /** As they are shown. Throws unless ready. */
  shown(): readonly ShownImage[];
}

/**
 * The data of one experiment: its batches in order, its test images, loaded in the order in which
 * they are needed.
 */
export interface ExperimentData {
  /** Resolves once the images of a step are there; at once if they are already. */
  ready(step: number): Promise<Result<null, Problem>> | undefined;
  /**
   * The batch of a step, augmented and with labels missing or wrong as the experiment says, which
   * nothing else is, cut into parts of at most `maximum` examples; of several parts one at a time is on the device. The caller
   * disposes of them. Throws unless ready.
   */
  batches(step: number, maximum: number): readonly Batch[];
  /** Number of train images that are set aside for validation. */
  readonly validationImages: number;
  validationReady(): Promise<Result<null, Problem>>;
  /** Images set aside, from the `first` on. Throws unless ready. */
  validationBatch(first: number, size: number): Batch;
  /**
   * Number of images of the fixed sample of those that are trained on: as many as there are test
   * images, if there are so many.
   */
  readonly sampleImages: number;
  sampleReady(): Promise<Result<null, Problem>>;
  /** Images of the sample, from the `first` on, as they are: not augmented. Throws unless ready. */
  sampleBatch(first: number, size: number): Batch;
  /** Number of test images; the subset is the first `subsetImages` of them. */
  readonly testImages: number;
  testReady(images: number): Promise<Result<null, Problem>>;
  /** Test images from `first` on. Throws unless ready. */
  testBatch(first: number, size: number): Batch;
  /** Test images by their indices, each below `testImages`. */
  picked(indices: readonly number[]): PickedImages;
  /**
   * Loads everything else in the background, until `stop`. Bytes that are compressed; resolves when
   * all is there or loading failed.
   */
  loadRest(fromStep: number, onProgress: (done: number, total: number) => void): Promise<void>;
  stop(): void;
  /** Frees what is on the device beside the batches. */
  free(): void;
}

/** Looks at a store as an experiment does. Problem: too-few-images. */
export function createExperimentData(experiment: Experiment, store: ShardStore): Result<ExperimentData, Problem> {
  for (const split of ['train', 'test'] as const) {
    const asked = experiment.data[split];
    const prepared = store.index[split].images;
    if (prepared < asked) {
      return fail({ code: 'too-few-images', params: { dataset: store.dataset, split, asked, prepared }, detail: '', canContinue: false });
    }
  }
  const dataset = datasetOf(experiment);
  const targets = tasksOf(experiment).map(({ target }) => target);
  const labels = experiment.tasks.map((task) => trainLabels(experiment.seed, task.id, task.labels));
  const train = createTaskImages(store, 'train', dataset, targets, labels);
  const test = createTaskImages(store, 'test', dataset, targets);
  const { validation: share, fold = 0 } = experiment.data;
  const split = splitOf(experiment.data.train, share, experiment.seed, fold);
  // Batches are ordered as if the images that are trained on lay one behind another.
  const sizes = keptOfShards(shardSizes(store.index.train.shards, experiment.data.train), split.train);
  const places = createBatchOrder(experiment.seed, sizes, batchSizeOf(experiment));
  const order = { ...places, indicesOf: (step: number) => places.indicesOf(step).map((place) => split.train[place] ?? 0) };
  const [height = 0, width = 0, channels = 0] = imageShape(experiment);
  const moves = createMoves(experiment.seed, augmentationOf(experiment.data), split.train.length, places.batchSize, [height, width, channels]);
  const testImages = experiment.data.test;
  const sample = trainSample(split.train, testImages, experiment.seed);
  let stopped = false;

  async function loadAll(split: SplitName, shards: readonly number[]): Promise<Result<null, Problem>> {
    for (const result of await Promise.all(shards.map((shard) => store.load(split, shard)))) if (!result.ok) return result;
    return ok(null);
  }

  /** Undefined where all of them are there. */
  function loadMissing(split: SplitName, shards: readonly number[]): Promise<Result<null, Problem>> | undefined {
    const missing = shards.filter((shard) => store.loaded(split, shard) === undefined);
    return missing.length === 0 ? undefined : loadAll(split, missing);
  }

  const testShards = (images: number) => shardSizes(store.index.test.shards, images).map((_, shard) => shard);

  const data: ExperimentData = {
    ready: (step) => loadMissing('train', train.shardsOf(order.indicesOf(step))),
    batches: (step, maximum) => {
      const whole = { indices: order.indicesOf(step), moves: moves(step), trained: true };
      if (whole.indices.length <= maximum) return [train.gather(whole)];
      const parts = Array.from({ length: Math.ceil(whole.indices.length / maximum) }, (_, part) => ({
        indices: whole.indices.subarray(part * maximum, (part + 1) * maximum),
        moves: whole.moves && movesWithin(whole.moves, part * maximum, (part + 1) * maximum),
        trained: true,
      }));
      return lazyBatches(parts, (part) => train.gather(part), train.labelled(whole));
    },
    validationImages: split.validation.length,
    validationReady: () => loadAll('train', train.shardsOf(split.validation)),
    validationBatch: (first, size) => train.gather({ indices: split.validation.subarray(first, first + size) }),
    sampleImages: sample.length,
    sampleReady: () => loadAll('train', train.shardsOf(sample)),
    sampleBatch: (first, size) => train.gather({ indices: sample.subarray(first, first + size) }),
    testImages,
    testReady: (images) => loadAll('test', testShards(images)),
    testBatch: (first, size) => test.gather({ indices: Uint32Array.from({ length: size }, (_, index) => first + index) }),
    picked: (indices) => ({
      ready: () => loadMissing('test', test.shardsOf(indices)),
      batch: () => test.gather({ indices }),
      shown: () => indices.map((index) => test.shown(index)),
    }),
    loadRest: async (fromStep, onProgress) => {
      const [first, ...later] = order.shardsFrom(fromStep).map((shard) => ['train', shard] as const);
      const tests = testShards(testImages).map((shard) => ['test', shard] as const);
      const early = testShards(Math.min(subsetImages, testImages)).length;
      const wanted = [...(first === undefined ? [] : [first]), ...tests.slice(0, early), ...later, ...tests.slice(early)];
      await loadInOrder(store, wanted, () => stopped, onProgress);
    },
    stop: () => {
      stopped = true;
    },
    free: () => {
      train.free();
      test.free();
    },
  };
  return ok(data);
}

/**
 * Loads those shards that are not there yet, one after another, and tells the bytes of all that are
 * there. Stops at the first that fails.
 */
async function loadInOrder(
  store: ShardStore,
  shards: readonly (readonly [split: SplitName, shard: number])[],
  isStopped: () => boolean,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const isThere = ([split, shard]: (typeof shards)[number]) => store.loaded(split, shard) !== undefined;
  const bytesIn = (some: typeof shards) => some.reduce((sum, [split, shard]) => sum + (store.index[split].shards[shard]?.bytes ?? 0), 0);
  const tell = () => onProgress(bytesIn(shards.filter(isThere)), bytesIn(shards));
  tell();
  for (const shard of shards) {
    if (isStopped()) return;
    if (isThere(shard)) continue;
    // A failure is told where a step or test needs the shard, which asks once more.
    if (!(await store.load(...shard)).ok) return;
    tell();
  }
}

/** How many of the given images, in rising order, lie in each of the shards of these sizes. */
function keptOfShards(sizes: readonly number[], images: Uint32Array): readonly number[] {
  let end = 0;
  let counted = 0;
  return sizes.map((size) => {
    end += size;
    const before = counted;
    while (counted < images.length && (images[counted] ?? 0) < end) counted += 1;
    return counted - before;
  });
}
