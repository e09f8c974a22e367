import { fail, ok, type Result } from '../../../lib/result';
import { faultIn, type ImportFault } from '../fault';
import type { Column, Found } from '../found';
import type { Pixels } from '../picture';
import { splitOfWord, testMarks } from '../names';
import { readTable, type Table } from './csv-file';
import type { ReadFormat } from './reader';
import { columnsOf, isTableName } from './table';

/** Columns with these names are what is asked for, not what is looked at. */
const answers = /^(labels?|class(es)?|target|species|y|outcome|category)$/i;
/** Columns of pixels: "pixel17" and the like. */
const pixelTitle = /^(pixel|px|p)[-_ ]?\d+$|^\d+x\d+$/i;

/**
 * A table of numbers without pictures. Numbers are what networks look at, texts and columns with
 * names such as "label" are asked for; a row with an empty cell among the numbers is left out. A
 * square number of pixels is an image.
 */
export const readNumbers: ReadFormat = async (files) => {
  const list = files.find(({ path }) => isTableName(path));
  if (list === undefined) return undefined;
  const table = await readTable(list);
  return table.ok ? readRows(table.value) : table;
};

function readRows(table: Table): Result<Found, ImportFault> {
  const all = [...table.rows.keys()];
  const splitPlace = table.titles.findIndex((_, place) => table.rows.every((cells) => splitOfWord(cells[place] ?? '') !== undefined));
  const places = table.titles.map((_, place) => place).filter((place) => place !== splitPlace);
  const columns = columnsOf(table, places, all);
  if (!columns.ok) return columns;
  const numbers = columns.value.filter((column) => column.kind === 'numbers');
  const pixels = numbers.filter(({ title }) => pixelTitle.test(title));
  const looked = pixels.length > 3 ? pixels : numbers.filter(({ title }) => !answers.test(title));
  if (looked.length === 0) return fail(faultIn(table.file, 'no-input'));
  const rows = all.filter((row) => looked.every(({ values }) => !Number.isNaN(values[row])));
  if (rows.length < 2) return fail(faultIn(table.file, 'too-few'));
  const said = columns.value.filter((column) => !looked.some(({ id }) => id === column.id)).map((column) => rowsOf(column, rows));
  const side = Math.sqrt(looked.length);
  const isImage = looked === pixels && Number.isInteger(side);
  return ok({
    format: 'numbers',
    rows: rows.length,
    input: isImage
      ? { kind: 'pixels', shape: [side, side, 1], at: (row) => imageAt(looked, rows[row] ?? 0, side) }
      : { kind: 'numbers', size: looked.length, values: Float32Array.from({ length: rows.length * looked.length }, (_, at) => looked[at % looked.length]?.values[rows[Math.floor(at / looked.length)] ?? 0] ?? 0) },
    columns: said,
    test: splitPlace < 0 ? undefined : testMarks(rows.map((row) => splitOfWord(table.rows[row]?.[splitPlace] ?? ''))),
    inAnyOrder: true,
    notes: [
      ...(rows.length < all.length ? [{ code: 'left-out', params: { count: all.length - rows.length } } as const] : []),
      ...(said.length === 0 ? [{ code: 'unlabelled', params: {} } as const] : []),
    ],
  });
}

function rowsOf(column: Column, rows: readonly number[]): Column {
  if (column.kind === 'labels') return { ...column, values: Int32Array.from(rows, (row) => column.values[row] ?? -1) };
  return column.kind === 'numbers' ? { ...column, values: Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN) } : column;
}

function imageAt(pixels: readonly { readonly values: Float64Array }[], row: number, side: number): Pixels {
  const data = Uint8Array.from(pixels, ({ values }) => Math.min(255, Math.max(0, Math.round(values[row] ?? 0))));
  return { height: side, width: side, channels: 1, data };
}
