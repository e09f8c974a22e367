import { crc32 } from '../../lib/crc32';

/** Bytes that are looked at in one go, so that whoever waits can do something else in between. */
const stretch = 4e6;

/** An array of an .npz file, filled part by part along its first axis. */
export interface NpzArray {
  readonly name: string;
  /** As NumPy calls the type of its numbers, such as "<f4". */
  readonly descr: string;
  /** Of one row. */
  readonly shape: readonly number[];
  rows: number;
  readonly parts: Blob[];
}

/** A new array without rows. */
export function npzArray(name: string, descr: string, shape: readonly number[]): NpzArray {
  return { name, descr, shape, rows: 0, parts: [] };
}

/** The arrays as an .npz file, as numpy.savez writes it: a zip archive of .npy files, not compressed. */
export async function npzFile(arrays: readonly NpzArray[]): Promise<Blob> {
  const parts: BlobPart[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const { name, descr, shape, rows, parts: own } of arrays) {
    const contents = new Blob([npyHeader(descr, [rows, ...shape]), ...own]);
    const check = await checkOf(contents);
    const path = new TextEncoder().encode(`${name}.npy`);
    const local = record([check, contents.size, contents.size], path);
    directory.push(record([check, contents.size, contents.size], path, offset));
    parts.push(local, contents);
    offset += local.length + contents.size;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, directory.length, true);
  view.setUint16(10, directory.length, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  return new Blob([...parts, ...directory, end], { type: 'application/zip' });
}

async function checkOf(contents: Blob): Promise<number> {
  let check = 0;
  for (let at = 0; at < contents.size; at += stretch) check = crc32(new Uint8Array(await contents.slice(at, at + stretch).arrayBuffer()), check);
  return check;
}

/** The header of NumPy's format, version 1, filled up to a multiple of 64 bytes. */
function npyHeader(descr: string, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const sizes = `${shape.join(', ')}${shape.length === 1 ? ',' : ''}`;
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const length = Math.ceil((10 + text.length + 1) / 64) * 64;
  const bytes = new TextEncoder().encode(`.NUMPY....${text}`.padEnd(length - 1) + '\n');
  bytes.set([0x93], 0);
  bytes.set([1, 0, (length - 10) & 255, (length - 10) >> 8], 6);
  return bytes;
}

/** The record of a stored file: the one in front of it, or with its offset the one in the directory. */
function record(sums: readonly number[], path: Uint8Array, offset?: number): Uint8Array<ArrayBuffer> {
  const isLocal = offset === undefined;
  const bytes = new Uint8Array((isLocal ? 30 : 46) + path.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, isLocal ? 0x04034b50 : 0x02014b50, true);
  view.setUint16(isLocal ? 4 : 6, 20, true);
  // Names are in UTF-8.
  view.setUint16(isLocal ? 6 : 8, 0x800, true);
  // Midnight on the first day of 1980, the earliest that there is.
  view.setUint16(isLocal ? 12 : 14, 0x21, true);
  for (const [place, sum] of sums.entries()) view.setUint32((isLocal ? 14 : 16) + 4 * place, sum, true);
  view.setUint16(isLocal ? 26 : 28, path.length, true);
  if (offset !== undefined) view.setUint32(42, offset, true);
  bytes.set(path, bytes.length - path.length);
  return bytes;
}
