import type { Result } from '../../../lib/result';
import { ok } from '../../../lib/result';
import type { ImportFault } from '../fault';
import { endingOf, nameOf, stemOf, type ImportFile } from '../import-file';
import { splitOfName } from '../names';
import { foundInArrays, type NamedArray } from './tensors/named-arrays';
import { parseNpy } from './tensors/npy-file';
import type { ReadFormat } from './reader';

/**
 * NumPy arrays, each a file .npy or together an .npz (a zip of them, unpacked before): images, and
 * arrays of labels with as many rows, for the parts of a data set by names such as "x_train".
 */
export const readArrays: ReadFormat = async (files) => {
  const own = files.filter(({ path }) => endingOf(path) === 'npy');
  if (own.length === 0) return undefined;
  const arrays = await arraysOf(own);
  return arrays.ok ? foundInArrays('arrays', arrays.value) : arrays;
};

async function arraysOf(files: readonly ImportFile[]): Promise<Result<readonly NamedArray[], ImportFault>> {
  const arrays: NamedArray[] = [];
  for (const file of files) {
    const bytes = await file.read();
    if (!bytes.ok) return bytes;
    const array = parseNpy(file.path, bytes.value);
    if (!array.ok) return array;
    const name = stemOf(nameOf(file.path));
    arrays.push({ file: file.path, name, split: splitOfName(name), array: array.value });
  }
  return ok(arrays);
}
