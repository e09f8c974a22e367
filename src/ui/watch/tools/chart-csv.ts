import type { ChartData } from '../../../state/charts/chart-data';

/**
 * A chart as comma-separated values: a row for each step at which some line has a point, a column
 * for each line and for the tests on all images; what has no point at a step is empty.
 * @param names of the lines and of the tests on all images, by task
 */
export function chartCsv(data: ChartData, names: { readonly step: string; readonly line: (line: ChartData['lines'][number]) => string; readonly full: (task: number) => string }): string {
  const tested = [...new Set(data.fullTests.map(({ task }) => task))];
  const columns = [
    ...data.lines.map((line) => ({ name: names.line(line), points: line.points })),
    ...tested.map((task) => ({ name: names.full(task), points: data.fullTests.filter((test) => test.task === task) })),
  ];
  const values = columns.map(({ points }) => new Map(points.map(({ x, y }) => [x, y])));
  const steps = [...new Set(columns.flatMap(({ points }) => points.map(({ x }) => x)))].sort((one, other) => one - other);
  const rows = steps.map((step) => [String(step), ...values.map((column) => String(column.get(step) ?? ''))]);
  return [[names.step, ...columns.map(({ name }) => name)].map(quoted), ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

/** As RFC 4180 has it: in quotes where a comma, a quote or a line break is in it. */
function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
