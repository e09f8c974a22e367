import { limits } from '../../experiment/limits';
import { kindsOf, type ColumnKind, type ImportChoices } from './choices';
import { exampleOrder } from './example-order';
import type { Column, FormatId, Found, ImportNote } from './found';
import { classNames } from './names';

/** What was found, as it can be shown and sent: without the examples. */
export interface Proposal {
  readonly format: FormatId;
  readonly rows: number;
  readonly input: 'pixels' | 'pictures' | 'numbers';
  /** Numbers of an example where they are no image. */
  readonly numbers: number;
  readonly columns: readonly ProposedColumn[];
  /** True where the files say which examples are tested. */
  readonly isSplit: boolean;
  readonly notes: readonly ImportNote[];
}

/** What is to be known of a column to decide what becomes of it. */
export interface ProposedColumn {
  readonly id: string;
  readonly title: string;
  /** What it can become, the usual first. */
  readonly kinds: readonly ColumnKind[];
  /** How many examples it says nothing of. */
  readonly missing: number;
  /** Its classes, and of how many examples each is; none where it is numbers. */
  readonly classes: readonly { readonly name: string; readonly count: number }[];
  /** The least and the largest number; undefined where it is no numbers. */
  readonly range: readonly [least: number, most: number] | undefined;
}

/** What is shown of what was found. */
export function proposalOf({ format, rows, input, columns, test, notes }: Found): Proposal {
  return {
    format,
    rows,
    input: input.kind,
    numbers: input.kind === 'numbers' ? input.size : 0,
    columns: columns.map((column) => ({ id: column.id, title: column.title, kinds: kindsOf(column), ...countsOf(column) })),
    isSplit: test !== undefined,
    notes: [...notes, ...columns.flatMap(notesOf)],
  };
}

function notesOf(column: Column): readonly ImportNote[] {
  if (column.kind !== 'labels' || kindsOf(column)[0] !== 'none') return [];
  const { title, classes } = column;
  if (classes.length > limits.classes) return [{ code: 'too-many-classes', params: { title, most: limits.classes } }];
  return [{ code: 'one-class', params: { title } }];
}

function countsOf(column: Column): Pick<ProposedColumn, 'missing' | 'classes' | 'range'> {
  switch (column.kind) {
    case 'labels':
      return { missing: count(column.values, -1), classes: counted(column.classes, column.values), range: undefined };
    case 'numbers': {
      let [least, most, missing] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
      for (const value of column.values) {
        if (Number.isNaN(value)) missing += 1;
        else [least, most] = [Math.min(least, value), Math.max(most, value)];
      }
      return { missing: Math.ceil(missing / column.size), classes: [], range: least <= most ? [least, most] : undefined };
    }
    case 'flags': {
      const { names, values } = column;
      return { missing: 0, classes: classNames(names).map((name, at) => ({ name, count: values.filter((value, place) => value === 1 && place % names.length === at).length })), range: undefined };
    }
    case 'boxes':
      return { missing: column.boxes.filter(({ length }) => length === 0).length, classes: counted(column.classes, Int32Array.from(column.boxes, ([largest]) => largest?.class ?? -1)), range: undefined };
    case 'masks':
      return { missing: column.files.filter((file) => file === undefined).length, classes: classNames(column.classes).map((name) => ({ name, count: 0 })), range: undefined };
  }
}

function counted(classes: readonly string[], values: Int32Array): ProposedColumn['classes'] {
  const counts = new Uint32Array(classes.length);
  for (const value of values) if (value >= 0) counts[value] = (counts[value] ?? 0) + 1;
  // Names of more classes than a field may have are told to nobody.
  return classNames(classes.slice(0, limits.classes)).map((name, index) => ({ name, count: counts[index] ?? 0 }));
}

function count(values: Int32Array, wanted: number): number {
  return values.reduce((sum, value) => sum + Number(value === wanted), 0);
}

/** What a set will be with some choices: its parts, and how many bytes its examples take in memory. */
export interface ExpectedSet {
  readonly train: number;
  readonly test: number;
  readonly leftOut: number;
  readonly bytes: number;
}

/** What will be made of what was found. */
export function expectedSet(found: Pick<Found, 'rows' | 'test' | 'inAnyOrder' | 'input' | 'columns'>, choices: ImportChoices): ExpectedSet {
  const { train, test, leftOut } = exampleOrder(found, choices.testShare, choices.seed);
  const each = inputBytes(found.input, choices) + found.columns.reduce((sum, column) => sum + columnBytes(column, choices), 0);
  return { train: train.length, test: test.length, leftOut, bytes: each * (train.length + test.length) };
}

function inputBytes(input: Found['input'], { size: [height, width], channels }: ImportChoices): number {
  return input.kind === 'numbers' ? 4 * input.size : height * width * channels;
}

function columnBytes(column: Column, { kinds, size: [height, width] }: ImportChoices): number {
  switch (kinds[column.id] ?? 'none') {
    case 'none':
      return 0;
    case 'class':
    case 'ordinal':
      return 1;
    case 'value':
      return column.kind === 'numbers' ? 4 * column.size : 0;
    case 'tags':
      return column.kind === 'flags' ? column.names.length : 0;
    case 'box':
      return 16;
    case 'mask':
      return height * width;
  }
}
