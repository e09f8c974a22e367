import { isRecord, own, parseJson } from '../lib/json';
import type { ImageShape } from './example-shard';

/** How each kind of number lies in a file, little endian: so all that browsers run on keep them. */
export const numberKinds = { uint8: Uint8Array, int32: Int32Array, float32: Float32Array } as const;

export type NumberKind = keyof typeof numberKinds;

/**
 * How the numbers of a field are written down before compression. `none`: as they are (best for
 * MNIST, which is mostly empty paper). `median`: bytes of images of that shape, as the differences
 * of `medianPlanes`.
 */
export type FieldFilter = { readonly filter: 'none' } | { readonly filter: 'median'; readonly shape: ImageShape };

/** One field of all examples of a file. */
export type StoredField = FieldFilter & {
  readonly name: string;
  readonly numbers: NumberKind;
  /** How many numbers an example has. */
  readonly size: number;
  /** True where a mark for each example, 1 where the field is missing, follows its numbers. */
  readonly missing: boolean;
};

/** What a shard file says of itself, as JSON; the fields' numbers follow in this order. */
export interface ShardHeader {
  /** The id of the data set. */
  readonly dataset: string;
  readonly count: number;
  readonly fields: readonly StoredField[];
}

/** A header with room for some hundred fields: whatever says that it is longer is damaged. */
export const longestHeader = 65_536;

/** The length of what follows the header, in bytes. */
export function bodyBytes({ count, fields }: ShardHeader): number {
  return fields.reduce((sum, field) => sum + valueBytes(field, count) + (field.missing ? count : 0), 0);
}

/** How many bytes the numbers of a field take for so many examples, without the marks. */
export function valueBytes({ numbers, size }: StoredField, count: number): number {
  return count * size * numberKinds[numbers].BYTES_PER_ELEMENT;
}

/**
 * Reads a header. Undefined for what is none: fields without a proper name, or two of the same;
 * unknown kinds of numbers or filters; counts and sizes that are no whole numbers above 0; a median
 * filter of what are no images of bytes.
 */
export function parseHeader(text: string): ShardHeader | undefined {
  const json = parseJson(text);
  const [dataset, count, listed] = [entry(json, 'dataset'), entry(json, 'count'), entry(json, 'fields')];
  if (typeof dataset !== 'string' || dataset === '' || !isCount(count)) return undefined;
  if (!Array.isArray(listed) || listed.length === 0) return undefined;
  const fields: StoredField[] = [];
  for (const one of listed) {
    const field = parseField(one);
    if (field === undefined || fields.some(({ name }) => name === field.name)) return undefined;
    fields.push(field);
  }
  return { dataset, count, fields };
}

function parseField(json: unknown): StoredField | undefined {
  const [name, numbers, size, missing] = [entry(json, 'name'), entry(json, 'numbers'), entry(json, 'size'), entry(json, 'missing')];
  if (typeof name !== 'string' || !/^[a-z][\w-]{0,63}$/i.test(name) || !isNumberKind(numbers)) return undefined;
  if (!isCount(size) || typeof missing !== 'boolean') return undefined;
  const field = { name, numbers, size, missing };
  const filter = entry(json, 'filter');
  if (filter === 'none') return { ...field, filter };
  const shape = parseShape(entry(json, 'shape'));
  if (filter !== 'median' || shape === undefined || numbers !== 'uint8') return undefined;
  return shape[0] * shape[1] * shape[2] === size ? { ...field, filter, shape } : undefined;
}

function parseShape(json: unknown): ImageShape | undefined {
  if (!Array.isArray(json) || json.length !== 3) return undefined;
  const sides: readonly unknown[] = json;
  const [height, width, channels] = sides;
  return isCount(height) && isCount(width) && isCount(channels) ? [height, width, channels] : undefined;
}

function entry(json: unknown, key: string): unknown {
  return isRecord(json) ? own(json, key) : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function isNumberKind(value: unknown): value is NumberKind {
  return typeof value === 'string' && Object.hasOwn(numberKinds, value);
}
