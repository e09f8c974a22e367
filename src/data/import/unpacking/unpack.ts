import { unpackTar } from 'modern-tar';
import { crc32 } from '../../../lib/crc32';
import { fail, ok, type Result } from '../../../lib/result';
import { faultIn, type ImportFault } from '../fault';
import { cleanFiles, endingOf, fileOf, nameOf, type ImportFile } from '../import-file';
import { mostOfAll, mostOfOne, unpackFault } from './unpack-limits';
import { filesOfZip, inflated } from './zip';

type Unpacked = Result<readonly ImportFile[], ImportFault>;

const archives: Readonly<Record<string, (path: string, bytes: Uint8Array) => Unpacked | Promise<Unpacked>>> = {
  zip: filesOfZip,
  npz: filesOfZip,
  tar: filesOfTar,
  gz: filesOfGzip,
  tgz: async (path, bytes) => {
    const tar = filesOfGzip(path, bytes);
    const [file] = tar.ok ? tar.value : [];
    if (file === undefined) return tar;
    const inner = await file.read();
    return inner.ok ? filesOfTar(path, inner.value) : inner;
  },
};

/**
 * All files that were handed over, those in archives (zip, npz, tar, gz, tar.gz) in place of the
 * archives; an archive in an archive is opened too, one in that is not. The files of a single archive
 * lie where they lie in it, those of several in a folder of the archive's name each.
 * Faults: those of the archives, of paths, and too-large.
 */
export async function unpackAll(files: readonly ImportFile[]): Promise<Unpacked> {
  const cleaned = cleanFiles(files);
  if (!cleaned.ok) return cleaned;
  if (cleaned.value.length === 0) return fail(faultIn('', 'nothing'));
  const once = await opened(cleaned.value);
  const twice = once.ok ? await opened(once.value) : once;
  if (!twice.ok) return twice;
  const total = twice.value.reduce((sum, { size }) => sum + size, 0);
  return total > mostOfAll ? fail(faultIn('', 'too-large', { most: mostOfAll })) : twice;
}

async function opened(files: readonly ImportFile[]): Promise<Unpacked> {
  const result: ImportFile[] = [];
  const isAlone = files.length === 1;
  for (const file of files) {
    const { path, size } = file;
    if (size > mostOfOne) return fail(faultIn(path, 'too-large', { most: mostOfOne }));
    const open = archives[endingOf(path)];
    if (open === undefined) {
      result.push(file);
      continue;
    }
    const bytes = await file.read();
    if (!bytes.ok) return bytes;
    const inner = await open(path, bytes.value);
    if (!inner.ok) return inner;
    // What gzip packs is one file in the archive's own place.
    const isFolder = endingOf(path) !== 'gz' && !isAlone;
    result.push(...inner.value.map((one) => (isFolder ? { ...one, path: `${path}/${one.path}` } : one)));
  }
  return cleanFiles(result);
}

/** Gzip (RFC 1952): the one file in it, of the same name without ".gz". */
function filesOfGzip(path: string, bytes: Uint8Array): Unpacked {
  const damaged = fail(faultIn(path, 'damaged'));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 18) return fail(faultIn(path, 'truncated', { expected: 18, found: bytes.length }));
  if (view.getUint16(0) !== 0x1f8b || bytes[2] !== 8) return fail(faultIn(path, 'unsupported', { what: 'gzip' }, { of: 'byte', at: 0 }));
  const begin = bodyStart(bytes, view);
  const size = view.getUint32(bytes.length - 4, true);
  const fault = unpackFault(path, bytes.length, size);
  if (fault !== undefined) return fail(fault);
  const whole = begin > bytes.length - 8 ? undefined : inflated(bytes.subarray(begin, -8), size);
  if (whole?.length !== size || crc32(whole) !== view.getUint32(bytes.length - 8, true)) return damaged;
  return ok([fileOf(path.replace(/\.(gz|tgz)$/i, ''), whole)]);
}

function bodyStart(bytes: Uint8Array, view: DataView): number {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) at += at + 2 <= bytes.length ? 2 + view.getUint16(at, true) : 2;
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    while (at < bytes.length && bytes[at] !== 0) at += 1;
    at += 1;
  }
  return flags & 2 ? at + 2 : at;
}

async function filesOfTar(path: string, bytes: Uint8Array): Promise<Unpacked> {
  try {
    const entries = await unpackTar(bytes, { strict: true });
    return ok(entries.flatMap(({ header, data }) => (data === undefined || header.type !== 'file' ? [] : [fileOf(header.name, data)])));
  } catch (error) {
    const detail = error instanceof Error ? error.message : nameOf(path);
    return fail(faultIn(path, 'damaged', { detail }));
  }
}
