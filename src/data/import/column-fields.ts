import type { FieldNumbers } from '../../domain/targets/target';
import { sizeOf } from '../../domain/shape';
import type { OwnData } from '../../experiment/own-data';
import { fail, ok, type Result } from '../../lib/result';
import type { ImportChoices } from './choices';
import { colourAt } from './formats/masks';
import type { ImportFault } from './fault';
import type { Column, FoundBox } from './found';
import { classNames } from './names';
import { decodeFile, type DecodePicture } from './pictures/picture';
import { sampled, shownPart, type Part } from './pictures/resize';

/** How a column becomes a field: its facts, and the numbers of each row. */
export interface ColumnField {
  readonly name: string;
  readonly field: OwnData['fields'][string];
  /** Numbers of an example. */
  readonly size: number;
  readonly room: (count: number) => FieldNumbers;
  /**
   * The numbers of a row, undefined where they are missing. `part` is what is shown of the row's
   * picture, in shares of its height and width.
   */
  readonly numbers: (row: number, part: Part) => Promise<Result<ArrayLike<number> | undefined, ImportFault>>;
}

type Field = Omit<ColumnField, 'name'>;

const bytes = (count: number) => new Uint8Array(count);
const mayMiss = (isMissing: boolean) => (isMissing ? ({ mayBeMissing: true } as const) : {});

/**
 * The field that a column becomes; undefined where it becomes none. Values are judged by the rows
 * that are trained on.
 */
export function columnField(column: Column, choices: ImportChoices, train: Uint32Array, decode: DecodePicture): ColumnField | undefined {
  const kind = choices.kinds[column.id] ?? 'none';
  if (kind === 'none') return undefined;
  const field = fieldOf(column, kind, choices, train, decode);
  return field === undefined ? undefined : { name: column.id, ...field };
}

function fieldOf(column: Column, kind: string, choices: ImportChoices, train: Uint32Array, decode: DecodePicture): Field | undefined {
  switch (column.kind) {
    case 'labels':
      return labelField(column.values, column.classes, kind === 'ordinal');
    case 'numbers':
      if (kind === 'value') return valueField(column, train);
      return numberedClasses(column.values, kind === 'ordinal');
    case 'flags':
      return tagsField(column);
    case 'boxes':
      return boxField(column.boxes, choices);
    case 'masks':
      return maskField(column, choices, decode);
  }
}

function labelField(values: Int32Array, classes: readonly string[], isOrdered: boolean): Field {
  const names = classNames(classes).map((text) => ({ text }));
  const missing = mayMiss(values.includes(-1));
  return {
    field: isOrdered ? { kind: 'ordinal', levels: names, ...missing } : { kind: 'class', classes: names, ...missing },
    size: 1,
    room: bytes,
    numbers: (row) => there((values[row] ?? -1) < 0 ? undefined : [values[row] ?? 0]),
  };
}

function numberedClasses(values: Float64Array, isOrdered: boolean): Field {
  const sorted = [...new Set(values)].filter((value) => !Number.isNaN(value)).toSorted((one, other) => one - other);
  const places = new Map(sorted.map((value, place) => [value, place]));
  return labelField(Int32Array.from(values, (value) => places.get(value) ?? -1), sorted.map(String), isOrdered);
}

function valueField({ size, values }: Extract<Column, { kind: 'numbers' }>, train: Uint32Array): Field {
  const of = (row: number) => values.subarray(row * size, (row + 1) * size);
  let [sum, squares, count] = [0, 0, 0];
  for (const row of train) {
    for (const value of of(row)) {
      if (Number.isNaN(value)) continue;
      sum += value;
      squares += value * value;
      count += 1;
    }
  }
  const mean = sum / Math.max(1, count);
  const deviation = Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean));
  return {
    field: { kind: 'value', size, unit: '', mean, deviation: deviation > 1e-9 ? deviation : 1, ...mayMiss(values.some((value) => Number.isNaN(value))) },
    size,
    room: (numbers) => new Float32Array(numbers),
    numbers: (row) => there(of(row).some((value) => Number.isNaN(value)) ? undefined : of(row)),
  };
}

function tagsField({ names, values }: Extract<Column, { kind: 'flags' }>): Field {
  const size = names.length;
  return {
    field: { kind: 'tags', names: classNames(names).map((text) => ({ text })) },
    size,
    room: bytes,
    numbers: (row) => there(values.subarray(row * size, (row + 1) * size)),
  };
}

/** The largest box of each image, or of those of a class, as half-open pixels of what is shown. */
function boxField(boxes: readonly (readonly FoundBox[])[], { size: [height, width], boxClass }: ImportChoices): Field {
  const chosen = (row: number) => boxes[row]?.find((box) => boxClass === undefined || box.class === boxClass);
  const inside = (share: number, start: number, length: number, pixels: number) => Math.min(pixels, Math.max(0, Math.round(((share - start) / length) * pixels)));
  return {
    field: { kind: 'box', mayBeMissing: true },
    size: 4,
    room: (numbers) => new Int32Array(numbers),
    numbers: (row, part) => {
      const box = chosen(row);
      if (box === undefined) return there(undefined);
      const [left, right] = [box.left, box.right].map((share) => inside(share, part.left, part.width, width));
      const [top, bottom] = [box.top, box.bottom].map((share) => inside(share, part.top, part.height, height));
      if (left === undefined || right === undefined || top === undefined || bottom === undefined || right <= left || bottom <= top) return there(undefined);
      return there([left, top, right, bottom]);
    },
  };
}

function maskField({ files, colours, classes }: Extract<Column, { kind: 'masks' }>, { size }: ImportChoices, decode: DecodePicture): Field {
  const places = new Map(colours.map((colour, place) => [colour, place]));
  const classAt = (data: Uint8Array, at: number) => {
    const colour = colourAt(data, at);
    if (places.size > 0) return places.get(colour) ?? 0;
    return Number((colour >> 16) + ((colour >> 8) & 255) + (colour & 255) >= 384);
  };
  return {
    field: { kind: 'mask', classes: classNames(classes).map((text) => ({ text })), ...mayMiss(files.includes(undefined)) },
    size: sizeOf(size),
    room: bytes,
    numbers: async (row, part) => {
      const file = files[row];
      if (file === undefined) return ok(undefined);
      const picture = await decodeFile(file, decode);
      if (!picture.ok) return fail(picture.error);
      const { height, width } = picture.value;
      const own = { left: part.left * width, top: part.top * height, width: part.width * width, height: part.height * height };
      const { data } = sampled(picture.value, own, size);
      return ok(Uint8Array.from({ length: sizeOf(size) }, (_, pixel) => classAt(data, 4 * pixel)));
    },
  };
}

function there(numbers: ArrayLike<number> | undefined): Promise<Result<ArrayLike<number> | undefined, ImportFault>> {
  return Promise.resolve(ok(numbers));
}

/** What is shown of an image of a size, in shares of its height and width. */
export function sharesShown(natural: { readonly height: number; readonly width: number }, { size, fit }: ImportChoices): Part {
  const { left, top, width, height } = shownPart(natural, size, fit);
  return { left: left / natural.width, top: top / natural.height, width: width / natural.width, height: height / natural.height };
}
