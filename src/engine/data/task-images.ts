import { tensor, type Tensor } from '@tensorflow/tfjs-core';
import { imagesIn, type DataField, type Dataset } from '../../domain/datasets/dataset';
import { inputShape } from '../../domain/datasets/input-fields';
import { sizeOf, type Shape } from '../../domain/shape';
import { joinFloats } from '../../lib/join-floats';
import type { Target } from '../../domain/targets/target';
import type { ExampleWithAnswers } from '../../protocol/data-view';
import { gathersOnDevice } from '../operations/gather';
import type { Batch } from './batch';
import { shardOf, shardStarts } from '../../data/order/batch-order';
import { createDeviceShards, type ShardRows } from './device-shards';
import { imageInput, type ImageInput } from './image-input';
import { mapLength } from '../../data/affine-maps';
import { movedAnswers } from '../../data/moved-answers';
import { movedExample, type Moves } from '../../data/moves';
import type { SplitName } from '../../data/dataset-index';
import { exampleAt, planeOf, type ExampleShard, type ImageShape } from '../../data/example-shard';
import { labelledOf, weighedOf, type LabelWeights, type TrainLabels } from '../../data/labels';
import { withUpload, type TaskNumbers } from './one-upload';
import { shardKey, type ShardStore } from './shard-store';
import { createShardAnswers, type InputField } from './shard-answers';

/** One example as it is shown: its image, and per task the true answer. */
export interface ShownImage {
  /** Bytes [height, width, channels]; empty for data without images. */
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
  /** The only task that is to have labels, by its place; all tasks where it is left out. */
  readonly only?: number | undefined;
}

/** As of a batch: of several parts, of all together. An example that was moved out of the image has no label. */
export type BatchCounts = Pick<Batch, 'labelled' | 'weighed'>;

/** Per task what an example of each class counts in the loss; undefined where all count the same. */
export type ClassWeights = readonly (Float32Array | undefined)[];

/** The images of one split as an experiment's tasks see them. */
export interface TaskImages {
  /** What the network takes in. */
  readonly inputs: readonly InputField[];
  /** The shards that hold these images, each once. */
  shardsOf(indices: ArrayLike<number>): readonly number[];
  /** What a shard is held by in the budget of the store. */
  keyOf(shard: number): string;
  /** True if its images can be gathered: it is loaded, or on the device with its answers kept. */
  isThere(shard: number): boolean;
  /**
   * Puts examples on the device, moved and normalised, with their targets: an image as a target is
   * what the network sees, before it is normalised; what lies in the image moves with it; other
   * targets are those of the image as it was. Of several fields of images those move that have the
   * shape of the first. Throws if a shard that they lie in is not there.
   */
  gather(examples: Examples): Batch;
  /** What of the examples is to be known beforehand. Throws like `gather`. */
  countsOf(examples: Examples): BatchCounts;
  /**
   * Per task, how many of those training examples that lie in a shard have a label of each class, as
   * it is trained with them; of one whose answers are no indices none. Throws like `gather`.
   */
  classCounts(indices: ArrayLike<number>, shard: number): readonly Float64Array[];
  /**
   * The same examples as `gather` makes them, in bytes rounded to whole ones, with the answers that
   * go with them, undefined without a label. Throws if a shard that they lie in is not loaded.
   */
  seen(examples: Examples): readonly ExampleWithAnswers[];
  /** Throws if its shard is not loaded. */
  shown(index: number): ShownImage;
  /** Frees the answers, and what is on the device beside the batches. */
  free(): void;
}

/**
 * Looks at a split of a store of such a data set through these targets, one for each task.
 * @param inputs the names of the fields that the network takes in
 * @param labels per task, those that it is trained with; all right ones where they are left out
 * @param classWeights tells them at the time of a batch
 */
export function createTaskImages(
  store: ShardStore,
  split: SplitName,
  dataset: Dataset,
  targets: readonly Target[],
  inputs: readonly string[],
  labels: readonly TrainLabels[] = [],
  classWeights: () => ClassWeights = () => [],
): TaskImages {
  const first = imagesIn(dataset);
  const own = first && imageInput(first.name, first);
  const image = own?.shape ?? [0, 0, 0];
  const taken = inputs.map((name): InputField => ({ name, field: fieldNamed(dataset, name) }));
  const seen = taken.flatMap(({ name, field }) => (field.kind === 'image' ? [imageInput(name, field)] : []));
  const sizes = store.index[split].shards.map((shard) => shard.images);
  const starts = shardStarts(sizes);
  const keyOf = (shard: number) => shardKey(store.dataset, split, shard);
  const answers = createShardAnswers(targets, labels, taken, starts, loaded, (shard, bytes, evict) => store.budget.add({ key: keyOf(shard), bytes, evict }));

  /** The inputs that are no images: which of the tables has their numbers. */
  const rowInputs = taken.flatMap(({ name, field }, at) =>
    field.kind === 'image' ? [] : [{ name, shape: inputShape(field) ?? [], table: answers.firstInput + at }],
  );

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
      movedAnswers(target, moves, indices.length, image, (example) => {
        const { number, row } = placeOf(indices[example] ?? 0);
        const length = sizeOf(target.encodedShape(image));
        return answers.of(number).tables[places[task] ?? task]?.subarray(row * length, (row + 1) * length) ?? new Float32Array(length);
      }),
    );
  }

  function labelsOf({ indices, trained = false, only }: Examples, moved: ReturnType<typeof movedOf>): LabelWeights {
    const missing = new Map(shardsOf(indices).map((shard) => [shard, answers.of(shard).missing]));
    return targets.map((target, task) => {
      if (only !== undefined && task !== only) return new Float32Array(indices.length);
      const own = trained ? labels[task] : undefined;
      const complete = own === undefined || (own.all && own.even);
      const left = moved[task];
      // Most documents have all labels, and nothing is looked through for them.
      if (complete && left === undefined && [...missing.values()].every((tasks) => tasks[task] === undefined)) return undefined;
      const found = new Float32Array(indices.length);
      for (let example = 0; example < indices.length; example += 1) {
        const index = indices[example] ?? 0;
        const { number, row } = placeOf(index);
        const isLeft = left === undefined || left[example] !== undefined;
        const keeps = () => target.storage !== 'index' || own?.keeps(index, answers.of(number).tables[task]?.[row] ?? 0, target.classes.length) === true;
        found[example] = isLeft && (complete || (own.has(index) && keeps())) && missing.get(number)?.[task]?.[row] !== 1 ? 1 : 0;
      }
      return found.includes(0) ? found : undefined;
    });
  }

  /** Of the tasks with class weights, what each example counts; nothing without a label. */
  function weightsOf(examples: Examples, known: LabelWeights): LabelWeights {
    const [perTask, places] = [classWeights(), tablesOf(examples)];
    return targets.map((_, task) => {
      const perClass = perTask[task];
      if (perClass === undefined) return undefined;
      return Float32Array.from({ length: examples.indices.length }, (__, example) => {
        const { number, row } = placeOf(examples.indices[example] ?? 0);
        const label = answers.of(number).tables[places[task] ?? task]?.[row] ?? -1;
        return (known[task]?.[example] ?? 1) * (perClass[label] ?? 0);
      });
    });
  }

  function classCounts(all: ArrayLike<number>, shard: number): readonly Float64Array[] {
    const indices = Array.from(all).filter((index) => shardOf(starts, index) === shard);
    const examples = { indices, trained: true };
    const [known, places] = [labelsOf(examples, []), tablesOf(examples)];
    return targets.map((target, task) => {
      const counts = new Float64Array(target.storage === 'index' ? sizeOf(target.outputShape(image)) : 0);
      for (let example = 0; example < indices.length; example += 1) {
        const { number, row } = placeOf(indices[example] ?? 0);
        const label = answers.of(number).tables[places[task] ?? task]?.[row] ?? -1;
        if (label < counts.length) counts[label] = (counts[label] ?? 0) + (known[task]?.[example] ?? 1);
      }
      return counts;
    });
  }

  /** By the name of a field of images, which of the examples have it; undefined where all do. */
  function presentOf({ indices }: Examples): Readonly<Record<string, Float32Array | undefined>> {
    const missing = new Map(shardsOf(indices).map((shard) => [shard, answers.of(shard).missingInputs]));
    return Object.fromEntries(
      taken.map(({ name }, input) => {
        if ([...missing.values()].every((marks) => marks[input] === undefined)) return [name, undefined];
        const found = Float32Array.from({ length: indices.length }, (_, example) => {
          const { number, row } = placeOf(indices[example] ?? 0);
          return missing.get(number)?.[input]?.[row] === 1 ? 0 : 1;
        });
        return [name, found.includes(0) ? found : undefined];
      }),
    );
  }

  function placeOf(index: number): { readonly number: number; readonly row: number } {
    const number = shardOf(starts, index);
    return { number, row: index - (starts[number] ?? 0) };
  }

  /** Per task, which table of answers is its own. */
  const tablesOf = ({ trained = false }: Examples) => answers.tablesFor(trained);

  /** What a table of each shard has of the examples, which are whole numbers for an index. */
  function gatherTable(table: number, storage: Target['storage'], shape: Shape, examples: Examples): Tensor {
    const { indices } = examples;
    const length = sizeOf(shape);
    const values = storage === 'index' ? new Int32Array(indices.length) : new Float32Array(indices.length * length);
    for (let example = 0; example < indices.length; example += 1) {
      const { number, row } = placeOf(indices[example] ?? 0);
      const computed = answers.of(number).tables[table];
      if (computed !== undefined) values.set(computed.subarray(row * length, (row + 1) * length), example * length);
      else if (own !== undefined) bytesOf(own, examples, example).forEach((byte, at) => (values[example * length + at] = byte / 255));
    }
    return tensor(values, [indices.length, ...shape], storage === 'index' ? 'int32' : 'float32');
  }

  function gatherImages(field: ImageInput, examples: Examples): Tensor {
    const { length } = examples.indices;
    const pixels = new Float32Array(length * field.size);
    for (let example = 0; example < length; example += 1) field.write(bytesOf(field, examples, example), pixels, example * field.size);
    return tensor(pixels, [length, ...field.shape]);
  }

  /** The pixels [height, width, channels] of one of the examples, moved, in bytes. */
  function bytesOf(field: ImageInput, { indices, moves }: Examples, example: number): Uint8Array | Float32Array {
    const { number, row } = placeOf(indices[example] ?? 0);
    return movedExample(bytesAt(field, loaded(number), row), field.shape, sameShape(field.shape, image) ? moves : undefined, example);
  }

  function bytesAt({ name, size }: ImageInput, shard: ExampleShard, row: number): Uint8Array {
    return imageBytes(shard, name).subarray(row * size, (row + 1) * size);
  }

  function loaded(number: number): ExampleShard {
    const shard = store.loaded(split, number);
    if (shard === undefined) throw new Error(`${split} shard ${number} of ${store.dataset} is not loaded`);
    return shard;
  }

  const onDevice = createDeviceShards(
    (number) => ({ images: (name) => imageBytes(loaded(number), name), count: sizes[number] ?? 0, tables: answers.of(number).tables }),
    Object.fromEntries([...seen, ...(own !== undefined && targets.some(({ encode }) => encode === undefined) ? [own] : [])].map((field) => [field.name, field])),
    own,
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
    const places = tablesOf(examples);
    const numbers = rowInputs.map(({ name, shape, table }) => [name, gatherTable(table, 'numbers', shape, examples)] as const);
    return {
      size: examples.indices.length,
      inputs: Object.fromEntries([...seen.map((field) => [field.name, gatherImages(field, examples)] as const), ...numbers]),
      targets: still.flatMap((task) =>
        targets.slice(task, task + 1).map((target) => gatherTable(places[task] ?? task, target.storage, target.encodedShape(image), examples)),
      ),
    };
  }

  /** The same where the data lie on the device. */
  function gatherOnDevice(examples: Examples, still: readonly number[]): Batch {
    const places = tablesOf(examples);
    const tables = [...still.map((task) => places[task] ?? task), ...rowInputs.map(({ table }) => table)];
    const { images, rows } = onDevice.gather(runsOf(examples), examples.moves?.kind === 'whole', seen.map(({ name }) => name), tables);
    const numbers = rowInputs.flatMap(({ name }, at) => rows.slice(still.length + at, still.length + at + 1).map((own) => [name, own] as const));
    return { size: examples.indices.length, inputs: { ...images, ...Object.fromEntries(numbers) }, targets: rows.slice(0, still.length) };
  }

  return {
    inputs: taken,
    shardsOf,
    keyOf,
    isThere: (shard) => (gathersOnDevice() && onDevice.has(shard) && answers.has(shard)) || store.loaded(split, shard) !== undefined,
    gather: (examples) => {
      const moved = movedOf(examples);
      const still = [...targets.keys()].filter((task) => moved[task] === undefined);
      const batch = gathersOnDevice() ? gatherOnDevice(examples, still) : gatherOnProcessor(examples, still);
      const uploaded = targets.map((target, task) => moved[task] && numbersOf(moved[task], target.encodedShape(image)));
      const known = labelsOf(examples, moved);
      return withUpload(batch, { answers: uploaded, labels: known, weights: weightsOf(examples, known), present: presentOf(examples) });
    },
    countsOf: (examples) => {
      const known = labelsOf(examples, movedOf(examples));
      return { labelled: labelledOf(known, examples.indices.length), weighed: weighedOf(weightsOf(examples, known)) };
    },
    classCounts,
    seen: (examples) => {
      const [moved, places] = [movedOf(examples), tablesOf(examples)];
      const known = labelsOf(examples, moved);
      return Array.from({ length: examples.indices.length }, (_, example) => {
        const { number, row } = placeOf(examples.indices[example] ?? 0);
        const pixels = own === undefined ? new Uint8Array() : Uint8Array.from(bytesOf(own, examples, example), Math.round);
        const answerTo = (target: Target, task: number) => {
          if (known[task]?.[example] === 0) return undefined;
          const length = sizeOf(target.encodedShape(image));
          const encoded = moved[task]?.[example] ?? answers.of(number).tables[places[task] ?? task]?.subarray(row * length, (row + 1) * length);
          if (encoded === undefined) return Float32Array.from(pixels, (byte) => byte / 255);
          return target.storage === 'index' ? Float32Array.from(encoded) : target.decode(Float32Array.from(encoded));
        };
        return { pixels, answers: targets.map(answerTo) };
      });
    },
    free: () => {
      onDevice.free();
      answers.free();
    },
    shown: (index) => {
      const { number, row } = placeOf(index);
      const shard = loaded(number);
      const example = exampleAt(shard, row);
      return { pixels: own === undefined ? new Uint8Array() : bytesAt(own, shard, row).slice(), targets: targets.map((target) => target.answer(example)) };
    },
  };
}

/** The bytes of all images of a shard. */
function imageBytes(shard: ExampleShard, field: string): Uint8Array {
  const { values } = planeOf(shard, field);
  if (!(values instanceof Uint8Array)) throw new Error('images are bytes');
  return values;
}

function fieldNamed({ fields }: Dataset, name: string): DataField {
  const field = fields[name];
  if (field === undefined) throw new Error(`the data set has no field ${name}`);
  return field;
}

function sameShape(one: ImageShape, other: ImageShape): boolean {
  return one.every((size, axis) => size === other[axis]);
}

/** Answers of that shape, one behind another; zeros for one that is not there. */
function numbersOf(answers: readonly (Float32Array | undefined)[], shape: Shape): TaskNumbers {
  const none = new Float32Array(sizeOf(shape));
  return { values: joinFloats(answers.map((own) => own ?? none)), shape: [answers.length, ...shape] };
}
