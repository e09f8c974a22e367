import { backend, concat, dispose, keep, reshape, tensor1d, tensor2d, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { gatherImages, gatherRows, type ByteRange } from '../operations/gather';
import { mappedRowLength, withMaps } from '../../data/affine-maps';
import { rowMask } from '../../data/moved-rows';
import type { BudgetEntry } from '../../lib/byte-budget';
import { mapValues } from '../../lib/keys';
import type { ImageInput } from './image-input';
import type { KeepForShard } from './shard-answers';

/** One shard as it is put on the device. */
export interface ShardSource {
  /**
   * Hands out the bytes [images · pixels] of a field, which only putting it there takes. Throws
   * unless the shard is loaded.
   */
  readonly images: (field: string) => Uint8Array;
  /**
   * Tables of answers and of inputs: class indices [images], numbers [images, size], or undefined
   * where the set's images themselves are meant.
   */
  readonly tables: readonly (Int32Array | Float32Array | undefined)[];
  readonly count: number;
}

/** A run of examples of one batch that lie in one shard. */
export interface ShardRows {
  readonly shard: number;
  /**
   * Rows of the shard, with how each is moved where the batch is moved by whole pixels
   * (data/moved-rows.ts).
   */
  readonly rows: Int32Array;
  /** Maps of all rows, [rows, 14], where the batch is moved otherwise (data/affine-maps.ts). */
  readonly maps?: Float32Array;
}

/**
 * The shards that are on the device, as bytes, each put there when it is needed, for as long as it
 * has room.
 */
export interface DeviceShards {
  /** True if the shard is there. */
  has(shard: number): boolean;
  /**
   * Gathers a batch there: of the data only the row numbers and moves are transferred, at once, and
   * what is no image where several shards hold it. The caller disposes of it.
   * @param moved whether the rows have moves
   * @param images the fields whose images are wanted
   * @param tables which of the shards' tables are wanted
   */
  gather(runs: readonly ShardRows[], moved: boolean, images: readonly string[], tables: readonly number[]): Gathered;
  free(): void;
}

/** What is gathered of a batch. */
export interface Gathered {
  /** By the name of the field, normalised: [batch, height, width, channels]. */
  readonly images: Readonly<Record<string, Tensor>>;
  /**
   * Of each table asked for the rows: class indices [batch], numbers [batch, size], or pixels in [0,
   * 1] [batch, height, width, channels].
   */
  readonly rows: readonly Tensor[];
}

/** Per shard: pixels int32 [words] of each field, and its tables [images, columns] or undefined. */
interface Resident {
  readonly bytes: Readonly<Record<string, Tensor>>;
  readonly tables: readonly (Tensor | undefined)[];
  readonly entry: BudgetEntry;
}

/** Of whole numbers and of others, on the device. */
const bytesOfNumber = 4;

const unit: ByteRange = { scale: [1 / 255], offset: [0] };

/**
 * `source` hands out a shard that is loaded; `fields` are those of images by their names; `own`:
 * which of them is meant where a table is none, and is moved, like others of its shape; `room` keeps
 * an account of what is there.
 */
export function createDeviceShards(
  source: (shard: number) => ShardSource,
  fields: Readonly<Record<string, ImageInput>>,
  own: ImageInput | undefined,
  room: KeepForShard,
): DeviceShards {
  const residents = new Map<number, Resident>();
  let owner: unknown;

  /** What lies on a device that was lost cannot be used, nor freed. */
  function forgetLost(): void {
    if (owner === backend()) return;
    for (const { entry } of residents.values()) entry.remove();
    residents.clear();
    owner = backend();
  }

  function residentOf(shard: number): Resident {
    forgetLost();
    const there = residents.get(shard);
    there?.entry.use();
    if (there !== undefined) return there;
    const { images, tables, count } = source(shard);
    const tensors = {
      bytes: mapValues(fields, (_, field) => keep(tensor1d(asWords(images(field)), 'int32'))),
      tables: tables.map((values) => values && keep(tableOf(values, count))),
    };
    const bytes = tensorsOf(tensors).reduce((sum, { size }) => sum + bytesOfNumber * size, 0);
    const evict = () => {
      residents.delete(shard);
      if (owner === backend()) dispose(tensorsOf(tensors));
    };
    const resident = { ...tensors, entry: room(shard, bytes, evict) };
    residents.set(shard, resident);
    return resident;
  }

  function part({ shard, rows, maps }: ShardRows, moved: boolean, wanted: readonly string[], places: readonly number[], alone: boolean) {
    const { bytes, tables } = residentOf(shard);
    const indices = maps === undefined ? tensor1d(rows, 'int32') : tensor2d(withMaps(rows, maps), [rows.length, mappedRowLength], 'int32');
    const imagesOf = (name: string, range?: ByteRange) => {
      const [words, field] = [bytes[name], fields[name]];
      if (words === undefined || field === undefined) throw new Error(`${name} is not among the images`);
      if (sameShape(field, own)) return gatherImages(words, indices, field.shape, range ?? field.range, moved);
      return gatherImages(words, tensor1d(rows.map((row) => row & rowMask), 'int32'), field.shape, field.range);
    };
    const rowsOf = (table: Tensor | undefined) => {
      if (table === undefined) return imagesOf(own?.name ?? '', channels(unit, own?.shape[2] ?? 0));
      return alone ? gatherRows(table, indices) : undefined;
    };
    return { images: wanted.map((name) => imagesOf(name)), rows: places.map((place) => rowsOf(tables[place])) };
  }

  /**
   * What is no image of a batch out of several shards is joined on the processor:
   * on the device that takes another program for each way in which shards may hold one of its
   * examples only, and one might have to be compiled at any step.
   */
  function joinedRows(runs: readonly ShardRows[], table: number): Tensor {
    const rows = runs.flatMap(({ shard, rows: ofShard }) => {
      const { tables, count } = source(shard);
      const values = tables[table] ?? new Float32Array();
      const columns = values.length / count;
      return Array.from(ofShard, (row) => values.subarray((row & rowMask) * columns, ((row & rowMask) + 1) * columns));
    });
    const [first = new Float32Array()] = rows;
    const joint = first instanceof Int32Array ? new Int32Array(rows.length * first.length) : new Float32Array(rows.length * first.length);
    rows.forEach((row, example) => joint.set(row, example * first.length));
    return tableOf(joint, rows.length);
  }

  return {
    has: (shard) => residents.has(shard) && owner === backend(),
    gather: (runs, moved, wanted, places) =>
      tidy(() => {
        const parts = runs.map((run) => part(run, moved, wanted, places, runs.length === 1));
        const images = wanted.map((name, at) => [name, joined(parts.flatMap((one) => one.images.slice(at, at + 1)))] as const);
        const rows = places.map((place, at) => (parts[0]?.rows[at] === undefined ? joinedRows(runs, place) : joined(parts.flatMap((one) => one.rows[at] ?? []))));
        return { images: Object.fromEntries(images), rows: rows.map(withoutSingleColumn) };
      }),
    free: () => {
      // Where nothing was put on a device, there may be none.
      if (residents.size === 0) return;
      forgetLost();
      for (const resident of residents.values()) {
        resident.entry.remove();
        dispose(tensorsOf(resident));
      }
      residents.clear();
    },
  };
}

function tensorsOf({ bytes, tables }: Pick<Resident, 'bytes' | 'tables'>): Tensor[] {
  return [...Object.values(bytes), ...tables.filter((table) => table !== undefined)];
}

/** Class indices are [batch], not [batch, 1]. */
function withoutSingleColumn(target: Tensor): Tensor {
  return target.dtype === 'int32' ? reshape(target, [target.size]) : target;
}

function sameShape(one: ImageInput, other: ImageInput | undefined): boolean {
  return one.shape.every((size, axis) => size === other?.shape[axis]);
}

function joined(parts: readonly Tensor[]): Tensor {
  const [first] = parts;
  if (first === undefined) throw new Error('a batch needs examples');
  return parts.length === 1 ? first : concat([...parts], 0);
}

function tableOf(values: Int32Array | Float32Array, count: number): Tensor {
  return tensor2d(values, [count, values.length / count], values instanceof Int32Array ? 'int32' : 'float32');
}

/**
 * Four bytes a word, the first in the lowest byte, as all processors that browsers run on keep
 * them.
 */
function asWords(bytes: Uint8Array): Int32Array {
  const padded = new Uint8Array(4 * Math.ceil(bytes.length / 4));
  padded.set(bytes);
  return new Int32Array(padded.buffer);
}

/** The same range for each channel. */
function channels({ scale, offset }: ByteRange, count: number): ByteRange {
  return { scale: Array.from({ length: count }, () => scale[0] ?? 1), offset: Array.from({ length: count }, () => offset[0] ?? 0) };
}
