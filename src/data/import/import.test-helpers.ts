import { zipSync } from 'fflate';
import type { Result } from '../../lib/result';
import type { ExampleShard } from '../example-shard';
import { decodeShard } from '../shard-codec';
import type { OwnData } from '../../experiment/own-data';
import { buildSet } from './build';
import { usualChoices, type ImportChoices } from './choices';
import type { ImportFault } from './fault';
import type { ReadContext } from './formats/reader';
import type { Found } from './found';
import { fileOf, type ImportFile } from './import-file';
import type { DecodePicture } from './pictures/picture';
import { readFiles } from './read-files';

/** Decodes what `bmpOf` makes, in place of a browser. */
export const decodeBmp: DecodePicture = (bytes) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 54 || bytes[0] !== 0x42) return Promise.resolve(undefined);
  const [width, height] = [view.getInt32(18, true), view.getInt32(22, true)];
  const stride = Math.ceil((3 * width) / 4) * 4;
  if (width < 1 || height < 1 || bytes.length < 54 + stride * height) return Promise.resolve(undefined);
  const data = new Uint8Array(4 * width * height).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = 54 + (height - 1 - y) * stride + 3 * x;
      data.set([bytes[at + 2] ?? 0, bytes[at + 1] ?? 0, bytes[at] ?? 0], 4 * (y * width + x));
    }
  }
  return Promise.resolve({ height, width, channels: 4, data, natural: { height, width } });
};

export const context: ReadContext = { decode: decodeBmp, report: () => undefined };

/** Texts and bytes as files by their paths. */
export function filesOf(files: Readonly<Record<string, Uint8Array | string>>): readonly ImportFile[] {
  return Object.entries(files).map(([path, content]) => fileOf(path, bytesOf(content)));
}

/** The same in one zip archive. */
export function zipped(files: Readonly<Record<string, Uint8Array | string>>, name = 'photos.zip'): readonly ImportFile[] {
  return [fileOf(name, zipSync(Object.fromEntries(Object.entries(files).map(([path, content]) => [path, bytesOf(content)]))))];
}

function bytesOf(content: Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

/** The value of a result; throws the fault. */
export function valueOf<Value>(result: Result<Value, ImportFault>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export async function foundIn(files: readonly ImportFile[]): Promise<Found> {
  return valueOf(await readFiles(files, context));
}

/** The fault that reading the files leads to, with its file and place in short. */
export async function faultOf(files: readonly ImportFile[]): Promise<string> {
  const found = await readFiles(files, context);
  if (found.ok) return 'none';
  const { code, file, place } = found.error;
  return [code, file, ...(place === undefined ? [] : [`${place.of} ${place.at}`])].join(' ');
}

/** A set that was built, with its examples of both parts. */
export interface Built {
  readonly facts: OwnData;
  readonly shards: Readonly<Record<string, ExampleShard>>;
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** Builds a set with the usual choices and some others. */
export async function built(found: Found, changed: Partial<ImportChoices> = {}): Promise<Built> {
  const files: Record<string, Uint8Array> = {};
  const facts = await buildSet(found, { ...usualChoices(found, 'data'), ...changed }, context, (file, bytes) => {
    files[file] = bytes;
    return Promise.resolve({ ok: true, value: null });
  });
  const shards = Object.entries(files).flatMap(([name, bytes]) => (name.endsWith('.bin') ? [[name, decodeShard(bytes)] as const] : []));
  return { facts: valueOf(facts), shards: Object.fromEntries(shards), files };
}
