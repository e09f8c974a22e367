import { fail, ok, type Result } from '../../../../lib/result';
import { faultIn, type ImportFault } from '../../fault';
import type { Column, FormatId, Found } from '../../found';
import { fieldIds, testMarks, type Split } from '../../names';
import type { NpyArray } from './npy-file';
import { columnOf } from './array-columns';
import { imagesOf, type ImageArray } from './array-images';

/** An array with where it came from and what its name says. */
export interface NamedArray {
  readonly file: string;
  readonly name: string;
  readonly split: Split | undefined;
  readonly array: NpyArray;
}

/** A name without the word of the split: what the same array of another split is called too. */
export function plainName(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => !/^(x|y|train|training|trn|test|testing|t10k|val|valid|validation|dev|eval)$/i.test(word));
  return words.join('-') || 'label';
}

/**
 * Images and labels in arrays: the arrays of images, one of each part of the data set, and beside
 * them every array with as many rows is a field. Texts named "<field>-classes" or "<field>-names"
 * name the classes of a field.
 * Faults: part-missing, counts-differ, not-finite and those of images.
 */
export function foundInArrays(format: FormatId, arrays: readonly NamedArray[]): Result<Found, ImportFault> {
  const images: (NamedArray & { readonly image: ImageArray })[] = [];
  const labels: NamedArray[] = [];
  for (const one of arrays) {
    const image = imagesOf(one.file, one.array);
    if (image === undefined) labels.push(one);
    else if (!image.ok) return image;
    else images.push({ ...one, image: image.value });
  }
  const [first] = images;
  if (first === undefined) return fail(faultIn(arrays[0]?.file ?? '', 'part-missing', { what: 'images' }));
  for (const [index, one] of images.entries()) {
    if (one.image.shape.join() !== first.image.shape.join()) {
      return fail(faultIn(one.file, 'counts-differ', { expected: first.image.shape.join(' × '), found: one.image.shape.join(' × ') }));
    }
    if (images.some((other, at) => at < index && other.split === one.split)) return fail(faultIn(one.file, 'duplicate-name'));
  }
  const names = new Map(labels.flatMap(({ name, array }) => ('texts' in array && /(classes|names)$/i.test(name) ? [[plainName(name.replace(/[^\p{L}\p{N}]*(classes|names)$/iu, '')), array.texts]] : [])));
  const fields = labels.filter(({ name, array }) => !('texts' in array && /(classes|names)$/i.test(name)));
  const columns = columnsOf(images, fields, names);
  if (!columns.ok) return columns;
  const starts = startsOf(images.map(({ image }) => image.rows));
  const rows = images.reduce((sum, { image }) => sum + image.rows, 0);
  if (rows === 0) return fail(faultIn(first.file, 'too-few'));
  const splits = images.flatMap(({ split, image }) => Array.from({ length: image.rows }, () => split));
  return ok({
    format,
    rows,
    input: {
      kind: 'pixels',
      shape: first.image.shape,
      at: (row) => {
        const part = starts.findLastIndex((start) => start <= row);
        return (images[part] ?? first).image.at(row - (starts[part] ?? 0));
      },
    },
    columns: columns.value,
    test: testMarks(splits),
    inAnyOrder: false,
    notes: columns.value.length === 0 ? [{ code: 'unlabelled', params: {} }] : [],
  });
}

function startsOf(counts: readonly number[]): readonly number[] {
  let sum = 0;
  return counts.map((count) => (sum += count) - count);
}

/** A column for each name of labels; the labels of each part must be as many as its images. */
function columnsOf(
  images: readonly (NamedArray & { readonly image: ImageArray })[],
  labels: readonly NamedArray[],
  classes: ReadonlyMap<string, readonly string[]>,
): Result<readonly Column[], ImportFault> {
  const titles = [...new Set(labels.map(({ name }) => plainName(name)))].map((title) => (/^labels?$/i.test(title) ? 'label' : title));
  const unique = [...new Set(titles)];
  const ids = fieldIds(unique);
  const columns: Column[] = [];
  for (const [index, title] of unique.entries()) {
    const parts: NamedArray[] = [];
    for (const { split, image, file } of images) {
      const own = labels.filter((one) => one.split === split && [title, `${title}s`].includes(plainName(one.name)));
      const [label] = own;
      if (label === undefined) return fail(faultIn(file, 'part-missing', { what: 'labels' }));
      if (own.length > 1) return fail(faultIn(own[1]?.file ?? '', 'duplicate-name'));
      const found = label.array.shape[0] ?? 0;
      if (found !== image.rows) return fail(faultIn(label.file, 'counts-differ', { expected: image.rows, found }));
      parts.push(label);
    }
    const column = columnOf(
      parts[0]?.file ?? '',
      parts.map(({ array }) => array),
      classes.get(title),
    );
    if (!column.ok) return column;
    columns.push({ id: ids[index] ?? '', title, ...column.value });
  }
  return ok(columns);
}

