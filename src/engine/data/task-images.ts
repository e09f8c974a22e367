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
import type { ShardStore } from './shard-store';
import { isAnswered, withWrongLabels, type TrainLabels } from '../../data/labels';
import { keptTargets } from '../../data/shard-targets';

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
  /**
   * Puts examples on the device, moved and normalised, with their targets: an image as a target is
   * what the network sees, before it is normalised; what lies in the image moves with it; other
   * targets are those of the image as it was. Throws if a shard that they lie in is not loaded.
   */
  gather(examples: Examples): Batch;
  /**
   * Per task, how many of the examples it has a label for: none for one that was moved out of the
   * image; undefined where all tasks have one for each. Throws like `gather`.
   */
  labelled(examples: Examples): readonly number[] | undefined;
  /** Throws like `gather`. */
  shown(index: number): ShownImage;
  /** Frees what is on the device beside the batches. */
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
  const starts = shardStarts(store.index[split].shards.map((shard) => shard.images));
  const right = targets.map((target) => ({ target, ofShard: keptTargets(target) }));
  const wrong = targets.flatMap((target, task) => {
    const own = labels[task];
    if (own === undefined || own.right) return [];
    return [{ task, target, ofShard: keptTargets(target, (answers, shard, number) => withWrongLabels(target, answers, shard, own, starts[number] ?? 0)) }];
  });
  /** The right answers of all tasks, and behind them those of a training with wrong ones among them. */
  const answers = [...right, ...wrong];

  /** Per task, which of the answers are its own. */
  function tablesOf({ trained = false }: Examples): readonly number[] {
    return targets.map((_, task) => {
      const place = trained ? wrong.findIndex((own) => own.task === task) : -1;
      return place < 0 ? task : targets.length + place;
    });
  }

  /** Per task, as `movedAnswers`. */
  function movedOf(examples: Examples): readonly ReturnType<typeof movedAnswers>[] {
    const { indices, moves } = examples;
    const places = tablesOf(examples);
    return targets.map((target, task) =>
      movedAnswers(target, moves, indices.length, [height, width, channels], (example) => {
        const { shard, number, row } = placeOf(indices[example] ?? 0);
        const length = sizeOf(target.encodedShape(image));
        return answers[places[task] ?? task]?.ofShard(number, shard)?.subarray(row * length, (row + 1) * length) ?? new Float32Array(length);
      }),
    );
  }

  function labelsOf({ indices, trained = false }: Examples, moved: ReturnType<typeof movedOf>): LabelWeights {
    return targets.map((target, task) => {
      const own = trained ? labels[task] : undefined;
      const complete = own === undefined || own.all;
      const left = moved[task];
      // Most documents have all labels, and nothing is looked through for them.
      if (complete && left === undefined && !mayBeMissing(target)) return undefined;
      const found = new Float32Array(indices.length);
      for (let example = 0; example < indices.length; example += 1) {
        const index = indices[example] ?? 0;
        const { shard, row } = placeOf(index);
        const isLeft = left === undefined || left[example] !== undefined;
        found[example] = isLeft && (complete || own.has(index)) && isAnswered(target, shard, row) ? 1 : 0;
      }
      return found.includes(0) ? found : undefined;
    });
  }

  function mayBeMissing({ field: asked }: Target): boolean {
    return [...starts.keys()].some((number) => {
      const shard = store.loaded(split, number);
      return shard !== undefined && planeOf(shard, asked).missing !== undefined;
    });
  }

  function placeOf(index: number): { readonly shard: ExampleShard; readonly number: number; readonly row: number } {
    const number = shardOf(starts, index);
    return { shard: loaded(number), number, row: index - (starts[number] ?? 0) };
  }

  function gatherTarget({ target, ofShard }: (typeof answers)[number], examples: Examples): Tensor {
    const { indices } = examples;
    const shape = target.encodedShape(image);
    const length = sizeOf(shape);
    const values = target.storage === 'index' ? new Int32Array(indices.length) : new Float32Array(indices.length * length);
    for (let example = 0; example < indices.length; example += 1) {
      const { shard, number, row } = placeOf(indices[example] ?? 0);
      const computed = ofShard(number, shard);
      if (computed !== undefined) values.set(computed.subarray(row * length, (row + 1) * length), example * length);
      else bytesOf(examples, example).forEach((byte, at) => (values[example * size + at] = byte / 255));
    }
    return tensor(values, [indices.length, ...shape], target.storage === 'index' ? 'int32' : 'float32');
  }

  /** The pixels [height, width, channels] of one of the examples, moved, in bytes. */
  function bytesOf({ indices, moves }: Examples, example: number): Uint8Array | Float32Array {
    const { shard, row } = placeOf(indices[example] ?? 0);
    return movedExample(bytesAt(shard, row), [height, width, channels], moves, example);
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
    (number) => {
      const shard = loaded(number);
      return { images: imageBytes(shard), count: shard.count, targets: answers.map(({ ofShard }) => ofShard(number, shard)) };
    },
    [height, width, channels],
    {
      scale: mean.map((_, channel) => 1 / (255 * (deviation[channel] ?? 1))),
      offset: mean.map((centre, channel) => -centre / (deviation[channel] ?? 1)),
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

  function gatherOnProcessor(examples: Examples, places: readonly number[]): Batch {
    const { indices, moves } = examples;
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
      targets: places.flatMap((table) => answers.slice(table, table + 1)).map((answer) => gatherTarget(answer, examples)),
    };
  }

  return {
    shardsOf: (indices) => {
      const shards = new Set<number>();
      for (let example = 0; example < indices.length; example += 1) shards.add(shardOf(starts, indices[example] ?? 0));
      return [...shards];
    },
    gather: (examples) => {
      const moved = movedOf(examples);
      const still = tablesOf(examples).filter((_, task) => moved[task] === undefined);
      const batch = gathersOnDevice() ? onDevice.gather(runsOf(examples), examples.moves?.kind === 'whole', still) : gatherOnProcessor(examples, still);
      const uploaded = targets.map((target, task) => moved[task] && numbersOf(moved[task], target.encodedShape(image)));
      return withUpload(batch, uploaded, labelsOf(examples, moved));
    },
    labelled: (examples) => labelledOf(labelsOf(examples, movedOf(examples)), examples.indices.length),
    free: () => onDevice.free(),
    shown: (index) => {
      const { shard, row } = placeOf(index);
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
