import type { FieldNumbers } from '../domain/targets/target';
import { own } from '../lib/json';
import type { ExampleShard, ImageShape, Plane } from './example-shard';
import { imagesOfPlanes, medianPlanes } from './median-filter';
import { bodyBytes, longestHeader, numberKinds, parseHeader, valueBytes, type NumberKind, type ShardHeader, type StoredField } from './shard-header';

/** What a file holds: some examples of one data set. */
export interface StoredShard extends ExampleShard {
  /** The id of the data set. */
  readonly dataset: string;
}

export type ShardErrorCode = 'not-a-shard' | 'unknown-version' | 'damaged';

/** A shard that cannot be read, with a code to tell people why. */
export class ShardError extends Error {
  readonly code: ShardErrorCode;

  constructor(code: ShardErrorCode, detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'ShardError';
    this.code = code;
  }
}

// 'MTPS', version (1 byte), three zeros, length of the header (4), little endian; the header in
// JSON; then field after field the numbers [count, size] and, where it may be missing, marks [count].
const magic = 0x5350544d;
const version = 2;
const headerStart = 12;
/** Bytes that a file may unpack to: several times what is put into one. */
const largestShard = 64 * 1024 * 1024;

/**
 * Writes examples down as the bytes that gzip then compresses well.
 * @param filtered the shapes of the images whose fields the median filter is worth it for
 * Throws an Error when the numbers of a field do not fit the count or its shape, when a mark is
 * neither 0 nor 1, or for names and shards that `decodeShard` would not read.
 */
export function encodeShard(shard: StoredShard, filtered: Readonly<Record<string, ImageShape>> = {}): Uint8Array<ArrayBuffer> {
  const { dataset, count } = shard;
  const planes = Object.entries(shard.fields);
  const header: ShardHeader = { dataset, count, fields: planes.map(([name, plane]) => storedField(name, plane, own(filtered, name))) };
  const text = JSON.stringify(header);
  const head = new TextEncoder().encode(text);
  if (parseHeader(text) === undefined || head.length > longestHeader) throw new Error('no names or sizes of a shard');
  const bytes = new Uint8Array(headerStart + head.length + bodyBytes(header));
  const start = new DataView(bytes.buffer);
  start.setUint32(0, magic, true);
  start.setUint8(4, version);
  start.setUint32(8, head.length, true);
  bytes.set(head, headerStart);
  let at = headerStart + head.length;
  for (const [name, { values, size, missing }] of planes) {
    if (values.length !== count * size || (missing !== undefined && !areMarks(missing, count))) {
      throw new Error(`the numbers of ${name} do not fit the shard`);
    }
    const shape = own(filtered, name);
    const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    bytes.set(shape === undefined ? raw : medianPlanes(raw, shape), at);
    at += raw.length;
    if (missing === undefined) continue;
    bytes.set(missing, at);
    at += count;
  }
  return bytes;
}

function storedField(name: string, { values, size, missing }: Plane, shape: ImageShape | undefined): StoredField {
  const field = { name, numbers: kindOf(values), size, missing: missing !== undefined };
  return shape === undefined ? { ...field, filter: 'none' } : { ...field, filter: 'median', shape };
}

function kindOf(values: FieldNumbers): NumberKind {
  if (values instanceof Uint8Array) return 'uint8';
  return values instanceof Int32Array ? 'int32' : 'float32';
}

function areMarks(marks: Uint8Array, count: number): boolean {
  return marks.length === count && marks.every((mark) => mark <= 1);
}

/** Reads what encodeShard wrote. Throws a ShardError for anything else. */
export function decodeShard(bytes: Uint8Array): StoredShard {
  const { header, body } = opened(bytes);
  const { dataset, count } = header;
  const fields: Record<string, Plane> = {};
  let at = 0;
  for (const field of header.fields) {
    const length = valueBytes(field, count);
    const plane = { values: valuesOf(field, body.subarray(at, at + length)), size: field.size };
    at += length;
    const missing = new Uint8Array(body.subarray(at, at + (field.missing ? count : 0)));
    if (!missing.every((mark) => mark <= 1)) throw new ShardError('damaged', `marks of ${field.name} that are none`);
    fields[field.name] = field.missing ? { ...plane, missing } : plane;
    at += missing.length;
  }
  return { dataset, count, fields };
}

/** The header of a file and what follows it, which is as long as the header says. */
function opened(bytes: Uint8Array): { readonly header: ShardHeader; readonly body: Uint8Array } {
  const start = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headerStart || start.getUint32(0, true) !== magic) {
    throw new ShardError('not-a-shard', 'the file does not begin as a shard does');
  }
  if (start.getUint8(4) !== version) {
    throw new ShardError('unknown-version', `version ${start.getUint8(4)} of the format; this page reads ${version}`);
  }
  const end = headerStart + start.getUint32(8, true);
  if (end > bytes.length || end - headerStart > longestHeader) throw new ShardError('damaged', 'the header is longer than it can be');
  const header = parseHeader(new TextDecoder().decode(bytes.subarray(headerStart, end)));
  if (header === undefined) throw new ShardError('damaged', 'the header is not that of a shard');
  const body = bytes.subarray(end);
  if (body.length !== bodyBytes(header)) throw new ShardError('damaged', 'the header does not fit the length of the file');
  return { header, body };
}

function valuesOf(field: StoredField, part: Uint8Array): FieldNumbers {
  if (field.filter === 'median') return imagesOfPlanes(part, field.shape);
  // A copy begins where numbers of any kind may begin.
  return new numberKinds[field.numbers](new Uint8Array(part).buffer);
}

/**
 * Reads a shard file as it came from the network or the disk: gzipped, or already unpacked by a
 * server that takes .bin files to be worth a content encoding. Throws a ShardError when it is
 * damaged or something else altogether.
 */
export async function readShard(file: ArrayBuffer | Uint8Array): Promise<StoredShard> {
  const bytes = file instanceof Uint8Array ? new Uint8Array(file) : new Uint8Array(file);
  const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return decodeShard(gzipped ? await gunzip(bytes) : bytes);
}

async function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      length += part.value.length;
      if (length > largestShard) throw new Error('it unpacks to more than any shard holds');
    }
  } catch (error) {
    // Without the cancel a half-read stream keeps its buffers; its own outcome adds nothing to the
    // error at hand.
    await reader.cancel().catch(() => undefined);
    throw new ShardError('damaged', error instanceof Error ? error.message : 'it does not unpack');
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
