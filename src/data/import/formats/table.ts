import { fail, ok, type Result } from '../../../lib/result';
import { faultIn, type ImportFault } from '../fault';
import type { Column, Found, ImportNote } from '../found';
import { endingOf, type ImportFile } from '../import-file';
import { fieldIds, splitOfWord, testMarks } from '../names';
import { readTable, type Table } from './csv-file';
import { finderOf, picturesOf } from './pictures';
import type { ReadFormat } from './reader';
import { tableColumn } from './table-columns';

/** Cells that are looked at to find out which column names the pictures. */
const looked = 200;

/**
 * A table of pictures' names with columns that say something of them: numbers are values, texts are
 * classes, empty cells are missing. A column of "train", "val" and "test" is the split.
 */
export const readPictureTable: ReadFormat = async (files) => {
  const pictures = picturesOf(files);
  const list = files.find(({ path }) => isTableName(path));
  if (list === undefined || pictures.length === 0) return undefined;
  const table = await readTable(list);
  return table.ok ? readRows(table.value, pictures) : table;
};

/** True for the name of a table of values. */
export function isTableName(path: string): boolean {
  return ['csv', 'tsv', 'tab'].includes(endingOf(path));
}

function readRows(table: Table, pictures: readonly ImportFile[]): Result<Found, ImportFault> {
  const find = finderOf(pictures);
  const sample = table.rows.slice(0, looked);
  const hits = table.titles.map((_, place) => sample.filter((cells) => find(cells[place] ?? '') !== undefined).length);
  const most = Math.max(...hits);
  const names = hits.indexOf(most);
  const nameAt = (row: number) => table.rows[row]?.[names] ?? '';
  if (most === 0) return fail(faultIn(table.file, 'pictures-missing', { count: table.rows.length, name: nameAt(0) }, { of: 'line', at: table.lineOf(0) }));
  const rows: number[] = [];
  const own: ImportFile[] = [];
  const missing: string[] = [];
  const seen = new Set<ImportFile>();
  for (const row of table.rows.keys()) {
    const file = find(nameAt(row));
    if (file === undefined) {
      missing.push(nameAt(row));
      continue;
    }
    if (seen.has(file)) return fail(faultIn(table.file, 'duplicate-name', { name: nameAt(row) }, { of: 'line', at: table.lineOf(row) }));
    seen.add(file);
    rows.push(row);
    own.push(file);
  }
  const places = table.titles.map((_, place) => place).filter((place) => place !== names);
  const isSplit = (place: number) => table.rows.every((cells) => splitOfWord(cells[place] ?? '') !== undefined);
  const split = places.find(isSplit);
  const said = places.filter((place) => place !== split);
  const columns = columnsOf(table, said, rows);
  if (!columns.ok) return columns;
  const notes: ImportNote[] = missing.length === 0 ? [] : [{ code: 'pictures-missing', params: { count: missing.length, first: missing[0] ?? '' } }];
  if (pictures.length > own.length) notes.push({ code: 'not-listed', params: { count: pictures.length - own.length } });
  if (columns.value.length === 0) notes.push({ code: 'unlabelled', params: {} });
  return ok({
    format: 'table',
    rows: rows.length,
    input: { kind: 'pictures', files: own },
    columns: columns.value,
    test: split === undefined ? undefined : testMarks(rows.map((row) => splitOfWord(table.rows[row]?.[split] ?? ''))),
    inAnyOrder: true,
    notes,
  });
}

/** The columns of a table in those places, for those rows. */
export function columnsOf(table: Table, places: readonly number[], rows: readonly number[]): Result<readonly Column[], ImportFault> {
  const titles = places.map((place) => table.titles[place] ?? '');
  const ids = fieldIds(titles);
  const columns: Column[] = [];
  for (const [index, place] of places.entries()) {
    const column = tableColumn(table, place, rows);
    if (!column.ok) return column;
    columns.push({ id: ids[index] ?? '', title: titles[index] ?? '', ...column.value });
  }
  return ok(columns);
}
