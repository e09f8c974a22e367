import { fail, ok, type Result } from '../../../lib/result';
import { faultIn, type ImportFault } from '../fault';
import type { Column, Found } from '../found';
import { endingOf, nameOf, stemOf, type ImportFile } from '../import-file';
import { splitOfName, testMarks } from '../names';
import type { Pixels } from '../pictures/picture';
import type { ReadFormat } from './reader';

/* https://www.cs.toronto.edu/~kriz/cifar.html, "Binary version": labels, a byte each, then 1024 bytes each of red, green and blue. */

const side = 32;
const plane = side * side;
const imageBytes = 3 * plane;

/** What stands in front of the image in a record. */
interface Labels {
  readonly title: string;
  readonly id: string;
  readonly classes: number;
  /** The file beside the data that names the classes, a line each. */
  readonly names: string;
}

const cifar10: readonly Labels[] = [{ title: 'label', id: 'label', classes: 10, names: 'batches.meta.txt' }];
const cifar100: readonly Labels[] = [
  { title: 'coarse label', id: 'coarse-label', classes: 20, names: 'coarse_label_names.txt' },
  { title: 'fine label', id: 'fine-label', classes: 100, names: 'fine_label_names.txt' },
];

/** CIFAR-10 and CIFAR-100 in their binary version. */
export const readCifar: ReadFormat = async (files) => {
  const own = files.filter(({ path }) => endingOf(path) === 'bin').toSorted((one, other) => (one.path < other.path ? -1 : 1));
  const [first] = own;
  if (first === undefined) return undefined;
  const labels = labelsOfRecords(own);
  if (labels === undefined) return fail(faultIn(first.path, 'truncated', { expected: recordsUpTo(first.size), found: first.size }));
  return readRecords(own, files, labels);
};

/** CIFAR-100 has a label more; of files whose size fits both, the names decide. */
function labelsOfRecords(files: readonly ImportFile[]): readonly Labels[] | undefined {
  const fits = (labels: readonly Labels[]) => files.every(({ size }) => size > 0 && size % (labels.length + imageBytes) === 0);
  const is100 = files.every(({ path }) => /^(train|test)$/i.test(stemOf(nameOf(path))));
  const order = is100 ? [cifar100, cifar10] : [cifar10, cifar100];
  return order.find(fits);
}

function recordsUpTo(size: number): number {
  return Math.max(1, Math.ceil(size / (1 + imageBytes))) * (1 + imageBytes);
}

async function readRecords(files: readonly ImportFile[], all: readonly ImportFile[], labels: readonly Labels[]): Promise<Result<Found, ImportFault>> {
  const length = labels.length + imageBytes;
  const parts: { readonly file: ImportFile; readonly bytes: Uint8Array; readonly start: number }[] = [];
  let rows = 0;
  for (const file of files) {
    const bytes = await file.read();
    if (!bytes.ok) return bytes;
    parts.push({ file, bytes: bytes.value, start: rows });
    rows += Math.floor(bytes.value.length / length);
  }
  const columns: Column[] = [];
  for (const [place, { title, id, classes, names }] of labels.entries()) {
    const values = new Int32Array(rows);
    for (const { file, bytes, start } of parts) {
      for (let row = 0; row * length < bytes.length; row += 1) {
        const value = bytes[row * length + place] ?? 0;
        if (value >= classes) return fail(faultIn(file.path, 'label-out-of-range', { value, most: classes - 1 }, { of: 'row', at: row + 1 }));
        values[start + row] = value;
      }
    }
    const named = await namesIn(all, names, classes);
    columns.push({ id, title, kind: 'labels', values, classes: named ?? Array.from({ length: classes }, (_, label) => String(label)) });
  }
  const splits = parts.flatMap(({ file, bytes }) => Array.from({ length: bytes.length / length }, () => splitOfName(stemOf(nameOf(file.path))) ?? 'train'));
  const at = (row: number): Pixels => {
    const part = parts.findLast(({ start }) => start <= row);
    const begin = (row - (part?.start ?? 0)) * length + labels.length;
    return { height: side, width: side, channels: 3, data: interleaved(part?.bytes.subarray(begin, begin + imageBytes) ?? new Uint8Array()) };
  };
  return ok({ format: 'cifar', rows, input: { kind: 'pixels', shape: [side, side, 3], at }, columns, test: testMarks(splits), inAnyOrder: false, notes: [] });
}

/** Red, green and blue of each pixel side by side. */
function interleaved(planes: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(imageBytes);
  for (let pixel = 0; pixel < plane; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) pixels[3 * pixel + channel] = planes[channel * plane + pixel] ?? 0;
  }
  return pixels;
}

async function namesIn(files: readonly ImportFile[], name: string, classes: number): Promise<readonly string[] | undefined> {
  const bytes = await files.find(({ path }) => nameOf(path) === name)?.read();
  if (bytes?.ok !== true) return undefined;
  const lines = new TextDecoder().decode(bytes.value.subarray(0, 65_536)).split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.length === classes && new Set(lines).size === classes ? lines : undefined;
}
