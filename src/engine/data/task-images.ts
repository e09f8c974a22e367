import { tensor, tensor4d, type Tensor } from '@tensorflow/tfjs-core';
import { imagesOf, type Dataset } from '../../domain/datasets/dataset';
import { sizeOf, type Shape } from '../../domain/shape';
import { joinFloats } from '../../lib/join-floats';
import type { Target } from '../../domain/targets/target';
import { gathersOnDevice } from '../operations/gather';
import type { Batch } from './batch';
import { shardOf, shardStarts } from '../../data/batch-order';
import { createDeviceShards, type ShardRows } from './device-shards';
import { mapLength } from '../../data/affine-maps';
import { movedAnswers } from '../../data/moved-answers';
import { movedExample, type Moves } from '../../data/moves';
import type { SplitName } from '../../data/dataset-index';
import { exampleAt, planeOf, type ExampleShard } from '../../data/example-shard';
import { labelledOf, type LabelWeights } from './label-weights';
import { withUpload, type TaskNumbers } from './one-upload';
import { shardKey, type ShardStore } from './shard-store';
import { createShardAnswers } from './shard-answers';
import type { TrainLabels } from '../../data/labels';

/** One image as it is shown: bytes [height, width, channels], and per task the true answer. */
export interface ShownImage {
  readonly pixels: Uint8Array;
  /** Per task: [class index], values in their own unit, or pixels in [0, 1]. */
  readonly targets: readonly Float32Array[];
}

/** Which images of a split, and how each of them is moved; without moves all stay as they are. */
export interface Examples {
  readonly indices: ArrayLike<number>;
  readonly moves?: Moves | undefined;
  /** True for a training batch: its labels are as the document's tasks have them. */
  readonly trained?: boolean;
}

/** The images of one split as an experiment's tasks see them. */
export interface TaskImages {
  /** The shards that hold these images, each once. */
  shardsOf(indices: ArrayLike<number>): readonly number[];
  /** What a shard is held by in the budget of the store. */
  keyOf(shard: number): string;
  /** True if its images can be gathered: it is loaded, or on the device with its answers kept. */
  isThere(shard: number): boolean;
  /**
   * Puts examples on the device, moved and normalised, with their targets: an image as a target is
   * what the network sees, before it is normalised; what lies in the image moves with it; other
   * targets are those of the image as it was. Throws if a shard that they lie in is not there.
   */
  gather(examples: Examples): Batch;
  /**
   * Per task, how many of the examples it has a label for: none for one that was moved out of the
   * image; undefined where all tasks have one for each. Throws like `gather`.
   */
  labelled(examples: Examples): readonly number[] | undefined;
  /** Throws if its shard is not loaded. */
  shown(index: number): ShownImage;
  /** Frees the answers, and what is on the device beside the batches. */
  free(): void;
}

/**
 * Looks at a split of a store of such a data set through these targets, one for each task.
 * @param labels per task, those that it is trained with; all right ones where they are left out
 */
export function createTaskImages(
  store: ShardStore,
  split: SplitName,
  dataset: Dataset,
  targets: readonly Target[],
  labels: readonly TrainLabels[] = [],
): TaskImages {
  const { name: field, shape: image, mean, deviation } = imagesOf(dataset);
  const [height = 0, width = 0, channels = 0] = image;
  const size = sizeOf(image);
  const normalised = (byte: number, channel: number) => (byte / 255 - (mean[channel] ?? 0)) / (deviation[channel] ?? 1);
  /** Per channel, the normalised value of each whole byte. */
  const tables = mean.map((_, channel) => Float32Array.from({ length: 256 }, (__, byte) => normalised(byte, channel)));
  const sizes = store.index[split].shards.map((shard) => shard.images);
  const starts = shardStarts(sizes);
  const keyOf = (shard: number) => shardKey(store.dataset, split, shard);
  const answers = createShardAnswers(targets, labels, starts, loaded, (shard, bytes, evict) => store.budget.add({ key: keyOf(shard), bytes, evict }));

  function shardsOf(indices: ArrayLike<number>): readonly number[] {
    const shards = new Set<number>();
    for (let example = 0; example < indices.length; example += 1) shards.add(shardOf(starts, indices[example] ?? 0));
    return [...shards];
  }

  /** Per task, as `movedAnswers`. */
  function movedOf(examples: Examples): readonly ReturnType<typeof movedAnswers>[] {
    const { indices, moves } = examples;
    const places = tablesOf(examples);
    return targets.map((target, task) =>
      movedAnswers(target, moves, indices.length, [height, width, channels], (example) => {
        const { number, row } = placeOf(indices[example] ?? 0);
        const length = sizeOf(target.encodedShape(image));
        return answers.of(number).tables[places[task] ?? task]?.subarray(row * length, (row + 1) * length) ?? new Float32Array(length);
      }),
    );
  }

  function labelsOf({ indices, trained = false }: Examples, moved: ReturnType<typeof movedOf>): LabelWeights {
    const missing = new Map(shardsOf(indices).map((shard) => [shard, answers.of(shard).missing]));
    return targets.map((_, task) => {
      const own = trained ? labels[task] : undefined;
      const complete = own === undefined || own.all;
      const left = moved[task];
      // Most documents have all labels, and nothing is looked through for them.
      if (complete && left === undefined && [...missing.values()].every((tasks) => tasks[task] === undefined)) return undefined;
      const found = new Float32Array(indices.length);
      for (let example = 0; example < indices.length; example += 1) {
        const index = indices[example] ?? 0;
        const { number, row } = placeOf(index);
        const isLeft = left === undefined || left[example] !== undefined;
        found[example] = isLeft && (complete || own.has(index)) && missing.get(number)?.[task]?.[row] !== 1 ? 1 : 0;
      }
      return found.includes(0) ? found : undefined;
    });
  }

  function placeOf(index: number): { readonly number: number; readonly row: number } {
    const number = shardOf(starts, index);
    return { number, row: index - (starts[number] ?? 0) };
  }

  /** Per task, which table of answers is its own. */
  const tablesOf = ({ trained = false }: Examples) => answers.tablesFor(trained);

  /** The answers to a task out of that table of each shard. */
  function gatherTarget(target: Target, table: number, examples: Examples): Tensor {
    const { indices } = examples;
    const shape = target.encodedShape(image);
    const length = sizeOf(shape);
    const values = target.storage === 'index' ? new Int32Array(indices.length) : new Float32Array(indices.length * length);
    for (let example = 0; example < indices.length; example += 1) {
      const { number, row } = placeOf(indices[example] ?? 0);
      const computed = answers.of(number).tables[table];
      if (computed !== undefined) values.set(computed.subarray(row * length, (row + 1) * length), example * length);
      else bytesOf(examples, example).forEach((byte, at) => (values[example * size + at] = byte / 255));
    }
    return tensor(values, [indices.length, ...shape], target.storage === 'index' ? 'int32' : 'float32');
  }

  /** The pixels [height, width, channels] of one of the examples, moved, in bytes. */
  function bytesOf({ indices, moves }: Examples, example: number): Uint8Array | Float32Array {
    const { number, row } = placeOf(indices[example] ?? 0);
    return movedExample(bytesAt(loaded(number), row), [height, width, channels], moves, example);
  }

  function bytesAt(shard: ExampleShard, row: number): Uint8Array {
    return imageBytes(shard).subarray(row * size, (row + 1) * size);
  }

  /** The bytes of all images of a shard. */
  function imageBytes(shard: ExampleShard): Uint8Array {
    const { values } = planeOf(shard, field);
    if (!(values instanceof Uint8Array)) throw new Error('images are bytes');
    return values;
  }

  function loaded(number: number): ExampleShard {
    const shard = store.loaded(split, number);
    if (shard === undefined) throw new Error(`${split} shard ${number} of ${store.dataset} is not loaded`);
    return shard;
  }

  const onDevice = createDeviceShards(
    (number) => ({ images: () => imageBytes(loaded(number)), count: sizes[number] ?? 0, targets: answers.of(number).tables }),
    [height, width, channels],
    {
      scale: mean.map((_, channel) => 1 / (255 * (deviation[channel] ?? 1))),
      offset: mean.map((centre, channel) => -centre / (deviation[channel] ?? 1)),
    },
    (shard, bytes, evict) => {
      store.offer(split, shard);
      return store.budget.add({ key: keyOf(shard), bytes, evict });
    },
  );

  /** Consecutive examples that lie in one shard, together. */
  function runsOf({ indices, moves }: Examples): readonly ShardRows[] {
    const runs: { readonly shard: number; readonly first: number; readonly rows: number[] }[] = [];
    for (let example = 0; example < indices.length; example += 1) {
      const index = indices[example] ?? 0;
      const shard = shardOf(starts, index);
      const row = index - (starts[shard] ?? 0) + (moves?.kind === 'whole' ? (moves.bits[example] ?? 0) : 0);
      const last = runs.at(-1);
      if (last?.shard === shard) last.rows.push(row);
      else runs.push({ shard, first: example, rows: [row] });
    }
    return runs.map(({ shard, first, rows }) => ({
      shard,
      rows: Int32Array.from(rows),
      ...(moves?.kind === 'affine' ? { maps: moves.maps.subarray(first * mapLength, (first + rows.length) * mapLength) } : {}),
    }));
  }

  /** @param still the tasks whose answers do not move */
  function gatherOnProcessor(examples: Examples, still: readonly number[]): Batch {
    const { indices, moves } = examples;
    const places = tablesOf(examples);
    const pixels = new Float32Array(indices.length * size);
    for (let example = 0; example < indices.length; example += 1) {
      const bytes = bytesOf(examples, example);
      const to = example * size;
      for (let at = 0; at < size; at += 1) {
        const [byte, channel] = [bytes[at] ?? 0, at % channels];
        pixels[to + at] = moves?.kind === 'affine' ? normalised(byte, channel) : (tables[channel]?.[byte] ?? 0);
      }
    }
    return {
      size: indices.length,
      images: tensor4d(pixels, [indices.length, height, width, channels]),
      targets: still.flatMap((task) => targets.slice(task, task + 1).map((target) => gatherTarget(target, places[task] ?? task, examples))),
    };
  }

  return {
    shardsOf,
    keyOf,
    isThere: (shard) => (gathersOnDevice() && onDevice.has(shard) && answers.has(shard)) || store.loaded(split, shard) !== undefined,
    gather: (examples) => {
      const moved = movedOf(examples);
      const still = [...targets.keys()].filter((task) => moved[task] === undefined);
      const places = tablesOf(examples);
      const batch = gathersOnDevice()
        ? onDevice.gather(runsOf(examples), examples.moves?.kind === 'whole', still.map((task) => places[task] ?? task))
        : gatherOnProcessor(examples, still);
      const uploaded = targets.map((target, task) => moved[task] && numbersOf(moved[task], target.encodedShape(image)));
      return withUpload(batch, uploaded, labelsOf(examples, moved));
    },
    labelled: (examples) => labelledOf(labelsOf(examples, movedOf(examples)), examples.indices.length),
    free: () => {
      onDevice.free();
      answers.free();
    },
    shown: (index) => {
      const { number, row } = placeOf(index);
      const shard = loaded(number);
      const example = exampleAt(shard, row);
      return { pixels: bytesAt(shard, row).slice(), targets: targets.map((target) => target.answer(example)) };
    },
  };
}

/** Answers of that shape, one behind another; zeros for one that is not there. */
function numbersOf(answers: readonly (Float32Array | undefined)[], shape: Shape): TaskNumbers {
  const none = new Float32Array(sizeOf(shape));
  return { values: joinFloats(answers.map((own) => own ?? none)), shape: [answers.length, ...shape] };
}
