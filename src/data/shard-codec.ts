/** Height, width and channels of every image of a shard. */
export type ImageShape = readonly [height: number, width: number, channels: number];

/**
 * How pixels are written down before compression. `none`: as they are (best for MNIST, which is
 * mostly empty paper). `median`: as differences from the median edge detector's prediction, colours
 * first turned into G, R − G, B − G (best for photographs: deflate then gets a fifth below the size
 * of PNG).
 */
export type ShardFilter = 'none' | 'median';

export interface Shard {
  readonly dataset: string;
  readonly shape: ImageShape;
  readonly count: number;
  /** [count, height, width, channels], row-major bytes, 0–255. */
  readonly images: Uint8Array;
  /** [count]: the class of each image as the data set numbers it. */
  readonly labels: Uint8Array;
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

// Header, little endian: 'MTPS', version (1 byte), filter (1), channels (1), length of the data
// set's id (1), height (2), width (2), count (4), the id in ASCII. Then count labels, then per
// channel a plane of count × height × width bytes.
const MAGIC = 0x5350544d;
const VERSION = 1;
const FIXED_HEADER = 16;
const FILTERS: readonly ShardFilter[] = ['none', 'median'];
const LARGEST_SHARD = 256 * 1024 * 1024;

/**
 * Writes images down as the bytes that gzip then compresses well. Throws an Error when the lengths
 * of images [count, height, width, channels] and labels [count] do not fit the shape.
 */
export function encodeShard(shard: Shard, filter: ShardFilter): Uint8Array<ArrayBuffer> {
  const [height, width, channels] = shard.shape;
  const plane = shard.count * height * width;
  if (shard.images.length !== plane * channels || shard.labels.length !== shard.count) {
    throw new Error('images or labels do not fit the shape of the shard');
  }
  const start = FIXED_HEADER + shard.dataset.length;
  const bytes = new Uint8Array(start + shard.count + plane * channels);
  const header = new DataView(bytes.buffer);
  header.setUint32(0, MAGIC, true);
  header.setUint8(4, VERSION);
  header.setUint8(5, FILTERS.indexOf(filter));
  header.setUint8(6, channels);
  header.setUint8(7, shard.dataset.length);
  header.setUint16(8, height, true);
  header.setUint16(10, width, true);
  header.setUint32(12, shard.count, true);
  for (let i = 0; i < shard.dataset.length; i++) bytes[FIXED_HEADER + i] = shard.dataset.charCodeAt(i);
  bytes.set(shard.labels, start);
  for (let channel = 0; channel < channels; channel++) {
    const target = bytes.subarray(start + shard.count + channel * plane, start + shard.count + (channel + 1) * plane);
    takePlane(shard.images, channels, channel, filter, target);
    if (filter === 'median') predict(target, height, width);
  }
  return bytes;
}

/** Reads what encodeShard wrote. Throws a ShardError for anything else. */
export function decodeShard(bytes: Uint8Array): Shard {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < FIXED_HEADER || header.getUint32(0, true) !== MAGIC) {
    throw new ShardError('not-a-shard', 'the file does not begin as a shard does');
  }
  if (header.getUint8(4) !== VERSION) throw new ShardError('unknown-version', `version ${header.getUint8(4)}`);
  const filter = FILTERS[header.getUint8(5)];
  const channels = header.getUint8(6);
  const height = header.getUint16(8, true);
  const width = header.getUint16(10, true);
  const count = header.getUint32(12, true);
  const start = FIXED_HEADER + header.getUint8(7);
  const plane = count * height * width;
  if (filter === undefined || plane * channels === 0 || bytes.length !== start + count + plane * channels) {
    throw new ShardError('damaged', 'the header does not fit the length of the file');
  }
  const images = new Uint8Array(plane * channels);
  const planes = new Uint8Array(bytes.subarray(start + count));
  for (let channel = 0; channel < channels; channel++) {
    if (filter === 'median') undoPredict(planes.subarray(channel * plane, (channel + 1) * plane), height, width);
  }
  joinPlanes(planes, channels, filter, images);
  return {
    dataset: String.fromCharCode(...bytes.subarray(FIXED_HEADER, start)),
    shape: [height, width, channels],
    count,
    images,
    labels: bytes.slice(start, start + count),
  };
}

/**
 * Reads a shard file as it came from the network or the disk: gzipped, or already unpacked by a
 * server that takes .bin files to be worth a content encoding. Throws a ShardError when it is
 * damaged or something else altogether.
 */
export async function readShard(file: ArrayBuffer | Uint8Array): Promise<Shard> {
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
      if (length > LARGEST_SHARD) throw new Error('it unpacks to more than any shard holds');
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

/** True for the colours that are written as differences from green. */
function isRelativeToGreen(filter: ShardFilter, channels: number, channel: number): boolean {
  return filter === 'median' && channels === 3 && channel !== 1;
}

function takePlane(images: Uint8Array, channels: number, channel: number, filter: ShardFilter, plane: Uint8Array): void {
  const relative = isRelativeToGreen(filter, channels, channel);
  for (let i = 0, at = channel; i < plane.length; i++, at += channels) {
    plane[i] = (images[at] ?? 0) - (relative ? (images[at - channel + 1] ?? 0) : 0);
  }
}

function joinPlanes(planes: Uint8Array, channels: number, filter: ShardFilter, images: Uint8Array): void {
  const plane = planes.length / channels;
  for (let channel = 0; channel < channels; channel++) {
    const relative = isRelativeToGreen(filter, channels, channel);
    for (let i = 0, at = channel; i < plane; i++, at += channels) {
      images[at] = (planes[channel * plane + i] ?? 0) + (relative ? (planes[plane + i] ?? 0) : 0);
    }
  }
}

/**
 * Replaces every pixel by its difference from the prediction; from the last to the first, as
 * predictions need originals.
 */
function predict(plane: Uint8Array, height: number, width: number): void {
  for (let i = plane.length - 1; i >= 0; i--) plane[i] = (plane[i] ?? 0) - predicted(plane, i, height, width);
}

function undoPredict(plane: Uint8Array, height: number, width: number): void {
  for (let i = 0; i < plane.length; i++) plane[i] = (plane[i] ?? 0) + predicted(plane, i, height, width);
}

/**
 * The median edge detector of LOCO-I (Weinberger, Seroussi, Sapiro 2000, IEEE Trans. Image
 * Processing 9(8), eq. 1): the median of left, above and left + above − corner. A first row is
 * predicted from the left, a first column from above.
 */
function predicted(plane: Uint8Array, i: number, height: number, width: number): number {
  const x = i % width;
  const y = Math.floor(i / width) % height;
  if (y === 0) return x === 0 ? 0 : (plane[i - 1] ?? 0);
  const above = plane[i - width] ?? 0;
  if (x === 0) return above;
  const left = plane[i - 1] ?? 0;
  const corner = plane[i - width - 1] ?? 0;
  if (corner >= Math.max(left, above)) return Math.min(left, above);
  if (corner <= Math.min(left, above)) return Math.max(left, above);
  return left + above - corner;
}
