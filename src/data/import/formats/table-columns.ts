import { fail, ok, type Result } from '../../../lib/result';
import { faultIn, type ImportFault } from '../fault';
import { labelsOf } from '../names';
import type { ColumnValues } from './tensors/array-columns';
import { isEmptyCell, parseNumber, type Table } from './csv-file';

/**
 * A column of a table: numbers where every cell that is not empty is one, else labels. Faults:
 * not-finite for NaN and infinite values, with the line.
 */
export function tableColumn(table: Table, place: number, rows: readonly number[]): Result<ColumnValues, ImportFault> {
  const cells = rows.map((row) => table.rows[row]?.[place] ?? '');
  const numbers = cells.map((cell) => (isEmptyCell(cell) ? Number.NaN : parseNumber(cell, table.commas)));
  if (numbers.includes(undefined) || cells.every(isEmptyCell)) return ok({ kind: 'labels', ...labelsOf(cells.map((cell) => (isEmptyCell(cell) ? '' : cell))) });
  const odd = cells.findIndex((cell, index) => !isEmptyCell(cell) && !Number.isFinite(numbers[index]));
  if (odd >= 0) {
    const line = table.lineOf(rows[odd] ?? 0);
    return fail(faultIn(table.file, 'not-finite', { value: cells[odd] ?? '', title: table.titles[place] ?? '' }, { of: 'line', at: line }));
  }
  return ok({ kind: 'numbers', size: 1, values: Float64Array.from(numbers, (value) => value ?? Number.NaN) });
}
