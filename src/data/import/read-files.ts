import { fail, type Result } from '../../lib/result';
import { faultIn, type ImportFault } from './fault';
import { readArrays } from './formats/arrays';
import { readCifar } from './formats/cifar';
import { readClassFolders } from './formats/class-folders';
import { readCoco } from './formats/coco';
import { readIdx } from './formats/idx';
import { readMasks } from './formats/masks';
import { readNumbers } from './formats/numbers';
import type { ReadContext, ReadFormat } from './formats/reader';
import { readPictureTable } from './formats/table';
import type { Found } from './found';
import type { ImportFile } from './import-file';
import { unpackAll } from './unpacking/unpack';

/** The readers in the order in which they are asked: who needs more to be there comes first. */
const readers: readonly ReadFormat[] = [readIdx, readArrays, readCifar, readCoco, readPictureTable, readMasks, readClassFolders, readNumbers];

/**
 * Reads whatever was handed over: unpacks archives, then asks one reader after another. Never
 * throws. Faults: unknown-format where no reader knows the files, and those of the readers.
 */
export async function readFiles(files: readonly ImportFile[], context: ReadContext): Promise<Result<Found, ImportFault>> {
  const unpacked = await unpackAll(files);
  if (!unpacked.ok) return unpacked;
  for (const read of readers) {
    const found = await read(unpacked.value, context);
    if (found !== undefined) return found;
  }
  return fail(faultIn(unpacked.value[0]?.path ?? files[0]?.path ?? '', 'unknown-format'));
}
