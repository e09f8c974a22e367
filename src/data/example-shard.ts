import type { Example, FieldNumbers } from '../domain/targets/target';

/** Height, width and channels of images. */
export type ImageShape = readonly [height: number, width: number, channels: number];

/** One field of all examples of a shard. */
export interface Plane {
  /** [count · size], example after example; an image's bytes row-major [height, width, channels]. */
  readonly values: FieldNumbers;
  /** How many numbers an example has. */
  readonly size: number;
  /** [count] 1 for an example that the field is missing of; absent where it is of none. */
  readonly missing?: Uint8Array;
}

/** Some examples of a data set in memory, field by field. */
export interface ExampleShard {
  readonly count: number;
  readonly fields: Readonly<Record<string, Plane>>;
}

/** At most so many examples are in a file: the order of the built-in sets' images follows from it. */
const mostInShard = 2000;
/** Bytes of the examples of a file: far below what a graphics card binds at once by default. */
const mostShardBytes = 16e6;

/** How many examples of so many bytes a file holds; the last one of a split may hold fewer. */
export function examplesPerShard(bytesPerExample: number): number {
  return Math.max(1, Math.min(mostInShard, Math.floor(mostShardBytes / bytesPerExample)));
}

/** How many bytes the examples of a shard take. */
export function shardBytes({ fields }: ExampleShard): number {
  return Object.values(fields).reduce((sum, { values, missing }) => sum + values.byteLength + (missing?.byteLength ?? 0), 0);
}

/** The numbers of a field for all examples of a shard. Throws for a field that there is not. */
export function planeOf({ fields }: ExampleShard, field: string): Plane {
  const plane = fields[field];
  if (plane === undefined) throw new Error(`the shard has no field ${field}`);
  return plane;
}

/** What a shard has of the example in a row. */
export function exampleAt({ fields }: ExampleShard, row: number): Example {
  return (field) => {
    const { values, size } = fields[field] ?? { values: new Uint8Array(), size: 0 };
    return values.subarray(row * size, (row + 1) * size);
  };
}
