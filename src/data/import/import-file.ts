import { fail, ok, type Result } from '../../lib/result';
import { faultIn, type ImportFault } from './fault';

/** A file that was handed over, or one out of an archive; its bytes are read when they are needed. */
export interface ImportFile {
  /** Its folders and its name, with slashes. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  read(): Promise<Result<Uint8Array, ImportFault>>;
}

/** A file whose bytes are there. */
export function fileOf(path: string, bytes: Uint8Array): ImportFile {
  return { path, size: bytes.length, read: () => Promise.resolve(ok(bytes)) };
}

/** The name without folders. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folders that a file lies in, the outermost first. */
export function foldersOf(path: string): readonly string[] {
  return path.split('/').slice(0, -1);
}

/** The ending of a name behind its last dot, in small letters; empty where there is none. */
export function endingOf(path: string): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  return dot < 1 ? '' : name.slice(dot + 1).toLowerCase();
}

/** A path without its ending. */
export function stemOf(path: string): string {
  const ending = endingOf(path);
  return ending === '' ? path : path.slice(0, -ending.length - 1);
}

/**
 * Paths in one form: slashes, no leading "./", Unicode composed (NFC). What systems leave beside
 * files, such as .DS_Store, is left out. Faults: unsafe-path for one that leads out of its folder,
 * duplicate-name for two files of the same path.
 */
export function cleanFiles(files: readonly ImportFile[]): Result<readonly ImportFile[], ImportFault> {
  const cleaned = new Map<string, ImportFile>();
  for (const file of files) {
    const path = file.path.normalize('NFC').replaceAll('\\', '/').replace(/^(\.?\/)+/, '');
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    if (parts.includes('..') || /^[a-z]:/i.test(path) || path.includes('\0')) return fail(faultIn(file.path, 'unsafe-path'));
    if (parts.length === 0 || parts.some((part) => part.startsWith('.') || part === '__MACOSX' || /^(thumbs\.db|desktop\.ini)$/i.test(part))) continue;
    const clean = parts.join('/');
    if (cleaned.has(clean)) return fail(faultIn(clean, 'duplicate-name'));
    cleaned.set(clean, { ...file, path: clean });
  }
  return ok([...cleaned.values()]);
}

/** Files without the folders that all of them lie in. */
export function withoutCommonFolders(files: readonly ImportFile[]): readonly ImportFile[] {
  const [first, ...others] = files;
  if (first === undefined) return files;
  const folders = foldersOf(first.path);
  let common = folders.length;
  for (const { path } of others) {
    const own = foldersOf(path);
    let same = 0;
    while (same < common && own[same] === folders[same]) same += 1;
    common = same;
  }
  return files.map((file) => ({ ...file, path: file.path.split('/').slice(common).join('/') }));
}
