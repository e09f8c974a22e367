import type { ChartData, ChartLine } from '../../../state/charts/chart-data';
import { fileNameOf, saveFile } from '../../widgets/save-file';
import type { Texts } from '../../common/texts/use-text';
import { lineText } from '../chart/chart-text';
import { strokeOf } from '../chart/line-stroke';
import { chartNumbers, numbersAsCsv, numbersAsJson } from './chart-numbers';
import { chartDrawing, drawingsAsPng, drawingsAsSvg } from './chart-picture';
import type { ChartFile, ChartSource } from './chart-sources';

/** Saves charts as one file, of the format that was chosen; nothing where there is none. */
export async function saveCharts(charts: readonly ChartSource[], format: ChartFile, texts: Texts): Promise<void> {
  const [first] = charts;
  if (first === undefined) return;
  const name = fileNameOf(charts.length === 1 ? first.title : texts.t('curves.tabCurves'), format);
  const file = await fileOf(charts, format, texts);
  if (file !== undefined) saveFile(name, file);
}

function fileOf(charts: readonly ChartSource[], format: ChartFile, texts: Texts): Promise<Blob | undefined> | Blob {
  const { t } = texts;
  const numbers = () => charts.map(({ title, data, names }) => chartNumbers(title, data, namesOf(texts, names)));
  switch (format) {
    case 'csv':
      return new Blob([numbersAsCsv(numbers(), { chart: t('curves.tableChart'), line: t('curves.tableLine'), step: t('curves.tableStep'), value: t('curves.tableValue') })], { type: 'text/csv' });
    case 'json':
      return new Blob([numbersAsJson(numbers())], { type: 'application/json' });
    case 'svg':
      return new Blob([drawingsAsSvg(drawings(charts, texts)).text], { type: 'image/svg+xml' });
    case 'png':
      return drawingsAsPng(drawings(charts, texts));
  }
}

function drawings(charts: readonly ChartSource[], texts: Texts) {
  // One that is shown as a table has no lines to draw.
  return charts.flatMap(({ element, title, data, names, colours }) =>
    element.querySelector('svg') === null ? [] : [chartDrawing(element, title, legendOf(data, texts, names, colours))],
  );
}

function namesOf(texts: Texts, names: readonly string[]) {
  return {
    line: (line: ChartLine) => lineText(texts, names, line),
    full: (task: number) => texts.t('curves.lineFull', { task: names[task] ?? '' }),
  };
}

/** What each line is; those of pairs are named at their ends by both colours. */
function legendOf({ lines }: ChartData, texts: Texts, names: readonly string[], colours: readonly number[]) {
  return lines
    .filter(({ role, points }) => role !== 'pair' && points.length > 0)
    .map((line) => ({ text: lineText(texts, names, line), stroke: strokeOf(line.role, colours[line.task] ?? 0) }));
}
