import { balancedWeights, isBalanced } from '../../domain/losses/class-weights';
import { sizeOf } from '../../domain/shape';
import { augmentationOf, batchSizeOf, datasetOf, imageShape, inputFields, tasksOf } from '../../experiment/context';
import type { Experiment } from '../../experiment/schema';
import { splitOf } from '../../experiment/studies/kinds/split';
import { fail, ok, type Result } from '../../lib/result';
import type { ExampleWithAnswers } from '../../protocol/data-view';
import type { TestSplit } from '../../protocol/metrics';
import type { Problem } from '../../protocol/problem';
import type { Batch } from './batch';
import { shardSizes } from '../../data/order/batch-order';
import { lazyBatches } from './lazy-batches';
import { trainLabels } from '../../data/labels';
import { createMoves, movesWithin } from '../../data/moves';
import { shardBytes } from '../../data/example-shard';
import { createTrainOrder } from '../../data/order/train-order';
import { trainSample } from '../../data/order/train-sample';
import type { SplitName } from '../../data/dataset-index';
import type { InputField } from './shard-answers';
import type { ShardStore } from './shard-store';
import { createTaskImages, type ClassWeights, type Examples, type ShownImage, type TaskImages } from './task-images';

/** The fixed part of the test images that is tested while training goes on. */
export const subsetImages = 512;

/** Some test images, in the order in which they were picked. */
export interface PickedImages {
  /**
   * Resolves once they are there; undefined if they are already. They stay until others are asked
   * for.
   */
  ready(): Promise<Result<null, Problem>> | undefined;
  /** Throws unless ready. The caller disposes of it. */
  batch(): Batch;
  /** As they are shown. Throws unless ready. */
  shown(): readonly ShownImage[];
}

/**
 * The data of one experiment: its batches in order, its test images, loaded in the order in which
 * they are needed, and again where the budget of the store had no room to keep them.
 */
export interface ExperimentData {
  /**
   * Resolves once the images of a step are there; undefined if they are already. They stay until
   * another step is asked for.
   */
  ready(step: number): Promise<Result<null, Problem>> | undefined;
  /**
   * The batch of a step, augmented and with labels missing or wrong as the experiment says, which
   * nothing else is, cut into parts of at most `maximum` examples; of several parts one at a time is on the device. The caller
   * disposes of them. Throws unless ready.
   */
  batches(step: number, maximum: number): readonly Batch[];
  /**
   * Examples of that batch as they are shown, from the `first` on, fewer where it has no more. Throws
   * unless ready.
   */
  seen(step: number, first: number, most: number): readonly ExampleWithAnswers[];
  /** Number of train images that are set aside for validation. */
  readonly validationImages: number;
  /** Images set aside, from the `first` on. Throws unless ready. */
  validationBatch(first: number, size: number): Batch;
  /**
   * Number of images of the fixed sample of those that are trained on: as many as there are test
   * images, if there are so many.
   */
  readonly sampleImages: number;
  /** Images of the sample, from the `first` on, as they are: not augmented. Throws unless ready. */
  sampleBatch(first: number, size: number): Batch;
  /** Number of test images; the subset is the first `subsetImages` of them. */
  readonly testImages: number;
  /** Resolves once the subset is there, which then stays. */
  subsetReady(): Promise<Result<null, Problem>>;
  /**
   * Resolves once a part of what is tested of a split is there, from its `first` image on; undefined
   * if it is already. It stays until another part is asked for.
   */
  partReady(split: TestSplit, first: number, size: number): Promise<Result<null, Problem>> | undefined;
  /** Test images from `first` on. Throws unless ready. */
  testBatch(first: number, size: number): Batch;
  /** What the network takes in. */
  readonly inputs: readonly InputField[];
  /** Test images by their indices, each below `testImages`. */
  picked(indices: readonly number[]): PickedImages;
  /**
   * Loads everything else in the background, until `stop` or for as long as the budget has room.
   * Bytes that are compressed, in the end as many as in total; resolves when all is there that has
   * room, or loading failed.
   */
  loadRest(fromStep: number, onProgress: (done: number, total: number) => void): Promise<void>;
  stop(): void;
  /** Frees what is on the device beside the batches, and holds no shard any more. */
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
  const { budget } = store;
  const dataset = datasetOf(experiment);
  const tasks = tasksOf(experiment);
  const targets = tasks.map(({ target }) => target);
  const inputs = inputFields(experiment);
  const labels = experiment.tasks.map((task) => trainLabels(experiment.seed, task.id, task.labels));
  const train = createTaskImages(store, 'train', dataset, targets, inputs, labels, () => classWeights);
  const test = createTaskImages(store, 'test', dataset, targets, inputs, [], () => classWeights);
  const balanced = tasks.map(({ loss, lossValues }) => isBalanced(loss, lossValues));
  let classWeights: ClassWeights = [];
  const { validation: share, fold = 0 } = experiment.data;
  const split = splitOf(experiment.data.train, share, experiment.seed, fold);
  const order = createTrainOrder(experiment, store.index.train.shards, split.train, labels);
  const [height = 0, width = 0, channels = 0] = imageShape(experiment);
  const moves = createMoves(experiment.seed, augmentationOf(experiment.data), split.train.length, batchSizeOf(experiment), [height, width, channels]);
  const testImages = experiment.data.test;
  const sample = trainSample(split.train, testImages, experiment.seed);
  const subset = Math.min(subsetImages, testImages);
  const images: Readonly<Record<SplitName, TaskImages>> = { train, test };
  let stopped = false;

  const held = { step: budget.holder(), subset: budget.holder(), part: budget.holder(), picked: budget.holder() };

  /**
   * Holds shards in place of those that were held for the same before, and loads what is missing of
   * them; undefined where nothing is.
   */
  function need(
    what: keyof typeof held,
    of: SplitName,
    shards: readonly number[],
    isThere = (shard: number) => images[of].isThere(shard),
  ): Promise<Result<null, Problem>> | undefined {
    held[what](shards.map((shard) => images[of].keyOf(shard)));
    const missing = shards.filter((shard) => !isThere(shard));
    return missing.length === 0 ? undefined : loadAll(store, of, missing);
  }

  /**
   * Counts the training labels of each class, where a task weighs by them, which takes every shard
   * with training images once; undefined where that is done.
   */
  function counted(): Promise<Result<null, Problem>> | undefined {
    return classWeights.length > 0 || !balanced.includes(true) ? undefined : countLabels();
  }

  async function countLabels(): Promise<Result<null, Problem>> {
    const counts = targets.map((target) => new Float64Array(sizeOf(target.outputShape(imageShape(experiment)))));
    for (const shard of train.shardsOf(split.train)) {
      if (!train.isThere(shard)) {
        const loaded = await store.load('train', shard);
        if (!loaded.ok) return loaded;
      }
      const own = train.classCounts(split.train, shard);
      counts.forEach((sum, task) => own[task]?.forEach((count, label) => (sum[label] = (sum[label] ?? 0) + count)));
    }
    classWeights = balanced.map((is, task) => (is ? balancedWeights(counts[task] ?? []) : undefined));
    return ok(null);
  }

  /** What `then` waits for, once classes are counted. */
  function afterCounting(then: () => Promise<Result<null, Problem>> | undefined): Promise<Result<null, Problem>> | undefined {
    const counting = counted();
    if (counting === undefined) return then();
    return counting.then((result) => (result.ok ? (then() ?? result) : result));
  }

  function partReady(tested: TestSplit, first: number, size: number): Promise<Result<null, Problem>> | undefined {
    if (tested === 'test') return need('part', 'test', test.shardsOf(testIndices(first, size)));
    const indices = tested === 'validation' ? split.validation : sample;
    return need('part', 'train', train.shardsOf(indices.subarray(first, first + size)));
  }

  /** The examples that a step takes. */
  function takenBy(step: number): StepBatch {
    const { indices, round, only } = order.of(step);
    return { indices, moves: moves(round), trained: true, only };
  }

  const isLoaded = (shard: number) => store.loaded('test', shard) !== undefined;
  const testIndices = (first: number, size: number) => Uint32Array.from({ length: size }, (_, index) => first + index);
  const testShards = (images: number) => shardSizes(store.index.test.shards, images).map((_, shard) => shard);

  const data: ExperimentData = {
    ready: (step) => afterCounting(() => need('step', 'train', train.shardsOf(order.of(step).indices))),
    batches: (step, maximum) => {
      const whole = takenBy(step);
      if (whole.indices.length <= maximum) return [train.gather(whole)];
      const parts = Array.from({ length: Math.ceil(whole.indices.length / maximum) }, (_, part) => within(whole, part * maximum, (part + 1) * maximum));
      return lazyBatches(parts, (part) => train.gather(part), train.countsOf(whole));
    },
    seen: (step, from, most) => train.seen(within(takenBy(step), from, from + most)),
    validationImages: split.validation.length,
    validationBatch: (first, size) => train.gather({ indices: split.validation.subarray(first, first + size) }),
    sampleImages: sample.length,
    sampleBatch: (first, size) => train.gather({ indices: sample.subarray(first, first + size) }),
    testImages,
    // Its images are shown too, for which their bytes are needed.
    subsetReady: () => afterCounting(() => need('subset', 'test', testShards(subset), isLoaded)) ?? Promise.resolve(ok(null)),
    partReady: (tested, first, size) => afterCounting(() => partReady(tested, first, size)),
    testBatch: (first, size) => test.gather({ indices: testIndices(first, size) }),
    inputs: test.inputs,
    picked: (indices) => ({
      ready: () => need('picked', 'test', test.shardsOf(indices), isLoaded),
      batch: () => test.gather({ indices }),
      shown: () => indices.map((index) => test.shown(index)),
    }),
    loadRest: async (fromStep, onProgress) => {
      const [first, ...later] = order.shardsFrom(fromStep).map((shard) => ['train', shard] as const);
      const tests = testShards(testImages).map((shard) => ['test', shard] as const);
      const early = testShards(subset).length;
      const wanted = [...(first === undefined ? [] : [first]), ...tests.slice(0, early), ...later, ...tests.slice(early)];
      await loadInOrder(store, wanted, () => stopped, onProgress);
    },
    stop: () => {
      stopped = true;
    },
    free: () => {
      for (const hold of Object.values(held)) hold([]);
      train.free();
      test.free();
    },
  };
  return ok(data);
}

type StepBatch = Examples & { readonly indices: Uint32Array };

/** Those from `first` to before `end`. */
function within(whole: StepBatch, first: number, end: number): StepBatch {
  return { ...whole, indices: whole.indices.subarray(first, end), moves: whole.moves && movesWithin(whole.moves, first, end) };
}

async function loadAll(store: ShardStore, split: SplitName, shards: readonly number[]): Promise<Result<null, Problem>> {
  for (const result of await Promise.all(shards.map((shard) => store.load(split, shard)))) if (!result.ok) return result;
  return ok(null);
}

/**
 * Loads those shards that are not there yet, one after another, and tells the bytes of all that were
 * there or have come. Stops at the first that fails, and where there is no room for one like the
 * largest: with more, those that are needed soon would go. What there is no room for is not waited
 * for, so that it no longer counts in the total then.
 */
async function loadInOrder(
  store: ShardStore,
  shards: readonly (readonly [split: SplitName, shard: number])[],
  isStopped: () => boolean,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const bytesOf = ([split, shard]: (typeof shards)[number]) => store.index[split].shards[shard]?.bytes ?? 0;
  const total = shards.reduce((sum, shard) => sum + bytesOf(shard), 0);
  let [done, largest] = [0, 0];
  const missing = shards.filter((shard) => {
    const examples = store.loaded(...shard);
    if (examples === undefined) return true;
    done += bytesOf(shard);
    largest = Math.max(largest, shardBytes(examples));
    return false;
  });
  onProgress(done, total);
  for (const shard of missing) {
    if (isStopped()) return;
    if (!store.budget.fits(largest)) return onProgress(done, done);
    const loaded = await store.load(...shard);
    // A failure is told where a step or test needs the shard, which asks once more.
    if (!loaded.ok) return;
    largest = Math.max(largest, shardBytes(loaded.value));
    done += bytesOf(shard);
    onProgress(done, total);
  }
}
