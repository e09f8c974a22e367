import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import jpeg from 'jpeg-js';
import { buildSet } from '../src/data/import/build';
import { usualChoices, type ImportChoices } from '../src/data/import/choices';
import type { ImportFault } from '../src/data/import/fault';
import { faultIn } from '../src/data/import/fault';
import type { Found } from '../src/data/import/found';
import type { ImportFile } from '../src/data/import/import-file';
import { pictureHeader } from '../src/data/import/pictures/picture-header';
import { mostPixels, type DecodePicture } from '../src/data/import/pictures/picture';
import { withChannels } from '../src/data/import/pictures/resize';
import { readFiles } from '../src/data/import/read-files';
import { fail, ok, type Result } from '../src/lib/result';
import type { FetchBytes } from '../src/engine/data/fetch-bytes';
import { ownFolder, type OwnData } from '../src/experiment/own-data';
import { loadLateTexts, translateCode } from '../src/i18n/translate';
import { InputError } from './command-input';
import { orientationOf, turnedUpright } from './jpeg-orientation';
import { decodePng } from './png';

// The words of faults are among them.
await loadLateTexts();

/** A data set made of files, in memory. */
export interface ImportedSet {
  readonly facts: OwnData;
  /** Gets its files, as a page gets those that it keeps. */
  readonly fetchBytes: FetchBytes;
}

/** What is found at a path: a file, or all that is in a folder. Throws an InputError where nothing can be read of it. */
export async function findData(path: string): Promise<Found> {
  return valueOf(await readFiles(await filesAt(path), context));
}

/**
 * A data set of what was found at a path, with the usual choices and some others; or with those that
 * lead to the set of a document's facts. Throws an InputError where there is something wrong with it.
 */
export async function importData(path: string, facts?: OwnData, changed: Partial<ImportChoices> = {}): Promise<ImportedSet> {
  const found = await findData(path);
  const files = new Map<string, Uint8Array>();
  const choices = { ...usualChoices(found, basename(path), facts), ...changed };
  const made = await buildSet(found, choices, context, (file, bytes) => {
    files.set(file, bytes);
    return Promise.resolve(ok(null));
  });
  const own = valueOf(made);
  const folder = `${ownFolder(own.fingerprint)}/`;
  const fetchBytes: FetchBytes = (asked) => {
    const bytes = asked.startsWith(folder) ? files.get(asked.slice(folder.length)) : undefined;
    return Promise.resolve(bytes === undefined ? fail({ reason: 'missing', detail: asked }) : ok(bytes));
  };
  return { facts: own, fetchBytes };
}

async function filesAt(path: string): Promise<readonly ImportFile[]> {
  try {
    const about = await stat(path);
    if (!about.isDirectory()) return [fileAt(path, basename(path), about.size)];
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return await Promise.all(
      entries
        .filter((entry) => entry.isFile())
        .map(async (entry) => {
          const own = join(entry.parentPath, entry.name);
          return fileAt(own, relative(path, own).split(sep).join('/'), (await stat(own)).size);
        }),
    );
  } catch (error) {
    throw new InputError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function fileAt(path: string, name: string, size: number): ImportFile {
  return {
    path: name,
    size,
    read: async (): Promise<Result<Uint8Array, ImportFault>> => {
      try {
        return ok(new Uint8Array(await readFile(path)));
      } catch {
        return fail(faultIn(name, 'unreadable'));
      }
    },
  };
}

/** PNG and JPEG, turned as its Exif says; of the other formats that browsers read, none. */
const decode: DecodePicture = (bytes) => {
  try {
    const format = pictureHeader(bytes)?.format;
    if (format === 'png') {
      const { height, width, channels, pixels } = decodePng(bytes);
      return Promise.resolve({ ...withChannels({ height, width, channels, data: pixels }, 4), natural: { height, width } });
    }
    if (format !== 'jpeg') return Promise.resolve(undefined);
    const { height, width, data } = jpeg.decode(bytes, { useTArray: true, maxResolutionInMP: mostPixels / 1e6 });
    const upright = turnedUpright({ height, width, channels: 4, data }, orientationOf(bytes));
    return Promise.resolve({ ...upright, natural: { height: upright.height, width: upright.width } });
  } catch {
    return Promise.resolve(undefined);
  }
};

const context = { decode, report: () => undefined };

function valueOf<Value>(result: Result<Value, ImportFault>): Value {
  if (result.ok) return result.value;
  const { code, file, place, params } = result.error;
  const where = place === undefined ? '' : ` (${place.of} ${place.at})`;
  // WebP, GIF, BMP, AVIF and interlaced PNG are no fault of the file.
  const advice = code === 'picture-unreadable' ? ' Only JPEG and PNG that is not interlaced are read here; the page reads every picture that the browser shows, such as WebP.' : '';
  throw new InputError(`${file}${where}: ${translateCode('en', 'importing', `fault.${code}`, params)}${advice}`);
}
