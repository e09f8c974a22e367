import { backend, concat, dispose, keep, reshape, tensor1d, tensor2d, tidy, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { gatherImages, gatherRows, type ByteRange } from '../operations/gather';
import { mappedRowLength, withMaps } from '../../data/affine-maps';
import { rowMask } from '../../data/moved-rows';
import type { BudgetEntry } from '../../lib/byte-budget';
import type { Batch } from './batch';
import type { KeepForShard } from './shard-answers';

/** One shard as it is put on the device. */
export interface ShardSource {
  /**
   * Hands out the bytes [images · pixels], which only putting it there takes. Throws unless it is
   * loaded.
   */
  readonly images: () => Uint8Array;
  /**
   * Tables of answers, one for each task at least: class indices [images], scaled values [images,
   * size], or undefined where the image itself is the target.
   */
  readonly targets: readonly (Int32Array | Float32Array | undefined)[];
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
  /** Maps of all rows, [rows, 8], where the batch is moved otherwise (data/affine-maps.ts). */
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
   * answers that are no images where several shards hold it. The caller disposes of it.
   * @param moved whether the rows have moves
   * @param tables per task, which of the shards' tables has its answers
   */
  gather(runs: readonly ShardRows[], moved: boolean, tables: readonly number[]): Batch;
  free(): void;
}

/** Per shard: pixels int32 [words], and its tables [images, columns] or undefined. */
interface Resident {
  readonly bytes: Tensor;
  readonly tables: readonly (Tensor | undefined)[];
  readonly entry: BudgetEntry;
}

/** Of whole numbers and of others, on the device. */
const bytesOfNumber = 4;

const unit: ByteRange = { scale: [1 / 255], offset: [0] };

/**
 * `source` hands out a shard that is loaded; `shape` [height, width, channels]; `range` normalises
 * a byte by its channel; `room` keeps an account of what is there.
 */
export function createDeviceShards(
  source: (shard: number) => ShardSource,
  shape: readonly [number, number, number],
  range: ByteRange,
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
    const { images, targets, count } = source(shard);
    const tensors = {
      bytes: keep(tensor1d(asWords(images()), 'int32')),
      tables: targets.map((values) => values && keep(tableOf(values, count))),
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

  function part({ shard, rows, maps }: ShardRows, moved: boolean, places: readonly number[], alone: boolean) {
    const { bytes, tables } = residentOf(shard);
    const indices = maps === undefined ? tensor1d(rows, 'int32') : tensor2d(withMaps(rows, maps), [rows.length, mappedRowLength], 'int32');
    const targetOf = (table: Tensor | undefined) => {
      if (table === undefined) return gatherImages(bytes, indices, shape, channels(unit, shape[2]), moved);
      return alone ? gatherRows(table, indices) : undefined;
    };
    return { images: gatherImages(bytes, indices, shape, range, moved), targets: places.map((place) => targetOf(tables[place])) };
  }

  /**
   * The answers of a batch out of several shards, other than images, are joined on the processor:
   * on the device that takes another program for each way in which shards may hold one of its
   * examples only, and one might have to be compiled at any step.
   */
  function answers(runs: readonly ShardRows[], table: number): Tensor {
    const rows = runs.flatMap(({ shard, rows: own }) => {
      const { targets, count } = source(shard);
      const values = targets[table] ?? new Float32Array();
      const columns = values.length / count;
      return Array.from(own, (row) => values.subarray((row & rowMask) * columns, ((row & rowMask) + 1) * columns));
    });
    const [first = new Float32Array()] = rows;
    const joint = first instanceof Int32Array ? new Int32Array(rows.length * first.length) : new Float32Array(rows.length * first.length);
    rows.forEach((row, example) => joint.set(row, example * first.length));
    return tableOf(joint, rows.length);
  }

  return {
    has: (shard) => owner === backend() && residents.has(shard),
    gather: (runs, moved, places) => {
      const [images, ...targets] = tidy(() => {
        const parts = runs.map((run) => part(run, moved, places, runs.length === 1));
        const tasks = parts[0]?.targets.map((target, task) =>
          target === undefined ? answers(runs, places[task] ?? -1) : joined(parts.flatMap(({ targets: own }) => own[task] ?? [])),
        );
        return [joined(parts.map((own) => own.images)), ...(tasks ?? []).map(withoutSingleColumn)];
      });
      if (images === undefined) throw new Error('a batch needs examples');
      const [size = 0] = images.shape;
      return { size, images: reshapeOwned(images, [size, ...shape]), targets };
    },
    free: () => {
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
  return [bytes, ...tables.filter((table) => table !== undefined)];
}

/** Class indices are [batch], not [batch, 1]. */
function withoutSingleColumn(target: Tensor): Tensor {
  return target.dtype === 'int32' ? reshape(target, [target.size]) : target;
}

function reshapeOwned(images: Tensor, shape: [number, number, number, number]): Tensor4D {
  const result: Tensor4D = reshape(images, shape);
  images.dispose();
  return result;
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
