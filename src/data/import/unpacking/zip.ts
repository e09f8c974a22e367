import { inflateSync } from 'fflate';
import { crc32 } from '../../../lib/crc32';
import { fail, ok, type Result } from '../../../lib/result';
import { faultIn, type ImportFault } from '../fault';
import type { ImportFile } from '../import-file';
import { mostOfOne, unpackFault } from './unpack-limits';

/* Zip archives by their central directory (PKWARE's APPNOTE 6.3, §§ 4.3.7, 4.3.12 and 4.3.16). */

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
/** Bytes of the end record, with the longest comment behind it. */
const longestEnd = 22 + 65_535;

interface Entry {
  readonly path: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly check: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/**
 * The files in a zip archive; each is unpacked when it is read, at most to the size that the
 * directory states.
 * Faults: damaged, truncated, unsupported (encryption, Zip64, other methods than deflate),
 * unpacks-too-large.
 */
export function filesOfZip(archive: string, bytes: Uint8Array): Result<readonly ImportFile[], ImportFault> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(view);
  if (end === undefined) return fail(faultIn(archive, 'truncated', { expected: bytes.length + 22, found: bytes.length }));
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (at === 0xffffffff) return fail(faultIn(archive, 'unsupported', { what: 'Zip64' }));
  const files: ImportFile[] = [];
  for (let number = 0; number < count; number += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== entrySignature) return fail(faultIn(archive, 'damaged', {}, { of: 'entry', at: number + 1 }));
    const [nameLength, extra, comment] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)];
    const entry: Entry = {
      path: textOf(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      check: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    at += 46 + nameLength + extra + comment;
    if (entry.path.endsWith('/')) continue;
    const fault = faultOf(entry);
    if (fault !== undefined) return fail(fault);
    files.push({ path: entry.path, size: entry.size, read: () => Promise.resolve(unpacked(entry, bytes, view)) });
  }
  return ok(files);
}

function endRecord(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - longestEnd);
  for (let at = view.byteLength - 22; at >= first; at -= 1) if (view.getUint32(at, true) === endSignature) return at;
  return undefined;
}

function faultOf({ path, method, encrypted, packed, size }: Entry): ImportFault | undefined {
  if (encrypted) return faultIn(path, 'unsupported', { what: 'encryption' });
  if (size === 0xffffffff || packed === 0xffffffff) return faultIn(path, 'unsupported', { what: 'Zip64' });
  if (method !== 0 && method !== 8) return faultIn(path, 'unsupported', { what: `compression ${method}` });
  return unpackFault(path, packed, size);
}

function unpacked({ path, method, check, packed, size, offset }: Entry, bytes: Uint8Array, view: DataView): Result<Uint8Array, ImportFault> {
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== localSignature) return fail(faultIn(path, 'damaged'));
  const begin = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const body = bytes.subarray(begin, begin + packed);
  if (body.length < packed) return fail(faultIn(path, 'truncated', { expected: packed, found: body.length }));
  const whole = method === 0 ? body : inflated(body, size);
  return whole?.length === size && crc32(whole) === check ? ok(whole) : fail(faultIn(path, 'damaged'));
}

/**
 * What raw deflate data unpack to, if that is at most `size` bytes; undefined for what does not
 * unpack, or to more.
 */
export function inflated(packed: Uint8Array, size: number): Uint8Array | undefined {
  if (size > mostOfOne) return undefined;
  try {
    // Into room for one byte more: what is longer shows by it, and nothing lies beyond.
    const whole = inflateSync(packed, { out: new Uint8Array(size + 1) });
    return whole.length > size ? undefined : whole;
  } catch {
    return undefined;
  }
}

/** Names are UTF-8, or bytes of an old code page. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
