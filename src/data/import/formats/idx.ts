import { fail, ok, type Result } from '../../../lib/result';
import { faultIn, type ImportFault } from '../fault';
import { nameOf, type ImportFile } from '../import-file';
import { splitOfName } from '../names';
import { isIdxName, parseIdx } from './tensors/idx-file';
import { foundInArrays, type NamedArray } from './tensors/named-arrays';
import type { ReadFormat } from './reader';

/**
 * IDX files, as MNIST and Fashion-MNIST are given: images and labels, each once or for the train and
 * the test part. Every file of labels is a field.
 */
export const readIdx: ReadFormat = async (files) => {
  const own = files.filter(({ path }) => isIdxName(path));
  if (own.length === 0) return undefined;
  const arrays = await arraysOf(own);
  return arrays.ok ? foundInArrays('idx', arrays.value) : arrays;
};

async function arraysOf(files: readonly ImportFile[]): Promise<Result<readonly NamedArray[], ImportFault>> {
  const arrays: NamedArray[] = [];
  for (const file of files) {
    const bytes = await file.read();
    if (!bytes.ok) return bytes;
    const array = parseIdx(file.path, bytes.value);
    if (!array.ok) return array;
    const plain = nameOf(file.path).replace(/[.-](idx\d.*|ubyte)$/i, '');
    if (array.value.shape.length === 2) return fail(faultIn(file.path, 'unsupported', { what: array.value.shape.join(' × ') }));
    arrays.push({ file: file.path, name: plain, split: splitOfName(plain), array: array.value });
  }
  return ok(arrays);
}

