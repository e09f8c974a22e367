import { fail, ok, type Result } from '../../../lib/result';
import { faultIn, type ImportFault } from '../fault';
import type { Found } from '../found';
import type { Pixels } from '../pictures/picture';
import { splitOfWord, testMarks } from '../names';
import { readTable, type Table } from './csv-file';
import type { ReadFormat } from './reader';
import { columnsOf, isTableName } from './table';

/** Columns with these names are what is asked for, not what is looked at. */
const answers = /^(labels?|class(es)?|target|species|y|outcome|category)$/i;
/** Numbers that a network takes in at most. */
const mostNumbers = 4096;
/** Columns of pixels: "pixel17" and the like. */
const pixelTitle = /^(pixel|px|p)[-_ ]?\d+$|^\d+x\d+$/i;

/**
 * A table of numbers without pictures. Numbers are what networks look at, texts and columns with
 * names such as "label" are asked for. A square number of pixels is an image.
 */
export const readNumbers: ReadFormat = async (files) => {
  const list = files.find(({ path }) => isTableName(path));
  if (list === undefined) return undefined;
  const table = await readTable(list);
  return table.ok ? readRows(table.value) : table;
};

function readRows(table: Table): Result<Found, ImportFault> {
  const rows = [...table.rows.keys()];
  const split = table.titles.findIndex((_, place) => table.rows.every((cells) => splitOfWord(cells[place] ?? '') !== undefined));
  const places = table.titles.map((_, place) => place).filter((place) => place !== split);
  const columns = columnsOf(table, places, rows);
  if (!columns.ok) return columns;
  const numbers = columns.value.filter((column) => column.kind === 'numbers');
  const pixels = numbers.filter(({ title }) => pixelTitle.test(title));
  const looked = pixels.length > 3 ? pixels : numbers.filter(({ title }) => !answers.test(title));
  if (looked.length === 0) return fail(faultIn(table.file, 'no-input'));
  if (looked.length > mostNumbers) return fail(faultIn(table.file, 'too-many-columns', { found: looked.length, most: mostNumbers }));
  if (rows.length < 2) return fail(faultIn(table.file, 'too-few'));
  const said = columns.value.filter((column) => !looked.some(({ id }) => id === column.id));
  const side = Math.sqrt(looked.length);
  return ok({
    format: 'numbers',
    rows: rows.length,
    input:
      looked === pixels && Number.isInteger(side)
        ? { kind: 'pixels', shape: [side, side, 1], at: (row) => imageAt(looked, row, side) }
        : { kind: 'numbers', size: looked.length, values: rowsOf(looked, rows.length) },
    columns: said,
    test: split < 0 ? undefined : testMarks(table.rows.map((cells) => splitOfWord(cells[split] ?? ''))),
    inAnyOrder: true,
    notes: said.length === 0 ? [{ code: 'unlabelled', params: {} }] : [],
  });
}

/** [rows, columns] of the columns. */
function rowsOf(columns: readonly { readonly values: Float64Array }[], rows: number): Float32Array {
  const numbers = new Float32Array(rows * columns.length);
  for (const [place, { values }] of columns.entries()) for (let row = 0; row < rows; row += 1) numbers[row * columns.length + place] = values[row] ?? Number.NaN;
  return numbers;
}

function imageAt(pixels: readonly { readonly values: Float64Array }[], row: number, side: number): Pixels {
  const data = Uint8Array.from(pixels, ({ values }) => Math.min(255, Math.max(0, Math.round(values[row] ?? 0))));
  return { height: side, width: side, channels: 1, data };
}
