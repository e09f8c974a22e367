import Papa from 'papaparse';
import { fail, ok, type Result } from '../../../lib/result';
import { faultIn, type ImportFault } from '../fault';
import type { ImportFile } from '../import-file';

/** A table: a name for every column, and rows that all have as many cells. */
export interface Table {
  readonly file: string;
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The line of the file, from 1, that a row stands in; cells with line breaks are not counted. */
  readonly lineOf: (row: number) => number;
  /** True where numbers have a decimal comma. */
  readonly commas: boolean;
}

const mostBytes = 500e6;
const mostColumns = 20_000;

/**
 * A table of comma-, semicolon- or tab-separated values, as programs and spreadsheets write it: with
 * or without a byte order mark, in UTF-8, UTF-16 or an old code page. Without a first line of names
 * (all of it numbers), columns are called by their number.
 * Faults: too-large, counts-differ for a row with other cells than the first, too-few.
 */
export async function readTable(file: ImportFile): Promise<Result<Table, ImportFault>> {
  const { path, size } = file;
  if (size > mostBytes) return fail(faultIn(path, 'too-large', { most: mostBytes }));
  const bytes = await file.read();
  if (!bytes.ok) return bytes;
  const { data, meta } = Papa.parse<string[]>(textOf(bytes.value), { skipEmptyLines: 'greedy', delimitersToGuess: [',', ';', '\t', '|'] });
  const lines = data.map((cells) => cells.map((cell) => cell.trim()));
  const [head, ...rest] = lines;
  if (head === undefined || lines.length < 2) return fail(faultIn(path, 'too-few'));
  if (head.length > mostColumns) return fail(faultIn(path, 'too-large', { most: mostColumns }));
  const commas = meta.delimiter !== ',';
  const isNamed = !head.every((cell) => parseNumber(cell, commas) !== undefined);
  const rows = isNamed ? rest : lines;
  const first = isNamed ? 2 : 1;
  // A table that was exported with empty columns at its right has cells too many in some rows.
  const width = isNamed ? head.length : lines.reduce((most, { length }) => Math.max(most, length), 0);
  const odd = rows.findIndex((cells) => cells.length !== width && cells.slice(width).some((cell) => cell !== ''));
  if (odd >= 0) return fail(faultIn(path, 'counts-differ', { expected: width, found: rows[odd]?.length ?? 0 }, { of: 'line', at: odd + first }));
  const titles = isNamed ? head.map((cell, index) => (cell === '' ? String(index + 1) : cell)) : Array.from({ length: width }, (_, index) => String(index + 1));
  return ok({
    file: path,
    titles,
    rows: rows.map((cells) => (cells.length === width ? cells : Array.from({ length: width }, (_, index) => cells[index] ?? ''))),
    lineOf: (row) => row + first,
    commas,
  });
}

/** Text by its byte order mark; else UTF-8 where it is some; else Western European, as Excel writes it. */
function textOf(bytes: Uint8Array): string {
  const [one, two] = bytes;
  if (one === 0xff && two === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (one === 0xfe && two === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** A cell as a number, NaN and infinities among them; undefined for one that is none. */
export function parseNumber(cell: string, commas: boolean): number | undefined {
  const plain = commas ? cell.replace(',', '.') : cell;
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return Number(plain);
  if (/^[+-]?(inf|infinity)$/i.test(plain)) return Number.POSITIVE_INFINITY;
  return /^[+-]?nan$/i.test(plain) ? Number.NaN : undefined;
}

/** True for a cell that says that there is no value. */
export function isEmptyCell(cell: string): boolean {
  return cell === '' || /^(n\/?a|null|none|-|\?)$/i.test(cell);
}
