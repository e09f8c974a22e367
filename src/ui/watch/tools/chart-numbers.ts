import type { ChartData, ChartLine } from '../../../state/charts/chart-data';

/** A line of a chart as it is written to files. */
interface NumberedLine {
  readonly name: string;
  readonly points: readonly { readonly step: number; readonly value: number }[];
}

/** A chart as it is written to files: the numbers that are drawn, none rounded. */
export interface ChartNumbers {
  readonly title: string;
  readonly lines: readonly NumberedLine[];
}

interface LineNames {
  readonly line: (line: ChartLine) => string;
  /** Of the tests on all images, by task. */
  readonly full: (task: number) => string;
}

/** The heads of the columns. */
interface Heads {
  readonly chart: string;
  readonly line: string;
  readonly step: string;
  readonly value: string;
}

/** The numbers of a chart: its lines, and the tests on all images as one line a task. */
export function chartNumbers(title: string, data: ChartData, names: LineNames): ChartNumbers {
  const written = (points: readonly { readonly x: number; readonly y: number }[]) => points.map(({ x, y }) => ({ step: x, value: y }));
  const tested = [...new Set(data.fullTests.map(({ task }) => task))];
  return {
    title,
    lines: [
      ...data.lines.map((line) => ({ name: names.line(line), points: written(line.points) })),
      ...tested.map((task) => ({ name: names.full(task), points: written(data.fullTests.filter((test) => test.task === task)) })),
    ],
  };
}

/**
 * Comma-separated values. Of one chart a row for each step at which some line has a point and a
 * column for each line, empty where it has none; of several a row for each point, with the names of
 * its chart and line, for they share no columns.
 */
export function numbersAsCsv(charts: readonly ChartNumbers[], heads: Heads): string {
  const [only, ...more] = charts;
  const rows = only !== undefined && more.length === 0 ? wideRows(only, heads) : longRows(charts, heads);
  return rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

/** One chart, or a list of several, as JSON. */
export function numbersAsJson(charts: readonly ChartNumbers[]): string {
  return `${JSON.stringify(charts.length === 1 ? charts[0] : charts, undefined, 1)}\n`;
}

function wideRows({ lines }: ChartNumbers, { step: head }: Heads): readonly (readonly string[])[] {
  const columns = lines.map(({ points }) => new Map(points.map(({ step, value }) => [step, value])));
  const steps = [...new Set(columns.flatMap((column) => [...column.keys()]))].sort((one, other) => one - other);
  return [[head, ...lines.map(({ name }) => name)], ...steps.map((step) => [String(step), ...columns.map((column) => String(column.get(step) ?? ''))])];
}

function longRows(charts: readonly ChartNumbers[], { chart, line, step: stepHead, value: valueHead }: Heads): readonly (readonly string[])[] {
  const rows = charts.flatMap(({ title, lines }) => lines.flatMap(({ name, points }) => points.map(({ step, value }) => [title, name, String(step), String(value)])));
  return [[chart, line, stepHead, valueHead], ...rows];
}

/** As RFC 4180 has it: in quotes where a comma, a quote or a line break is in it. */
function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
