import type { ChartData, ChartLine } from '../../../state/charts/chart-data';
import { fitText, nameHeight, spreadLabels, xAt, yAt, type Measure, type Plot } from '../../charts/chart-layout';
import type { Scale } from '../../charts/chart-scale';
import type { Steps } from '../../charts/steps';
import type { Texts } from '../../common/texts/use-text';

/** A name in the margin beside the chart, in pixels. */
export interface LineName {
  readonly key: string;
  /** As much of the name as there is room for; `whole` is all of it. */
  readonly text: string;
  readonly whole: string;
  /** Index of the task, −1 for none. */
  readonly task: number;
  readonly other?: number | undefined;
  readonly x: number;
  readonly y: number;
  /** The end of its line, where the name had to move from its height. */
  readonly from?: { readonly x: number; readonly y: number } | undefined;
}

/** What a chart is drawn by: its area, the steps along its axis, and its values. */
interface Frame {
  readonly plot: Plot;
  readonly steps: Steps;
  readonly scale: Scale;
}

/** From the lines to the names, and from the names to the edge. */
const gap = 12;
const edge = 4;
/** The part of the chart's width that names may take at the most. */
const widest = 0.4;
/** A name that stands further from its line's end has a line that leads to it. */
const far = 5;

/** How far behind its swatch, or the two of a pair, a name begins, in pixels. */
export function nameIndent(other: number | undefined): number {
  return other === undefined ? 12 : 21;
}

/** The newest step of these lines; 0 where they have no points. */
export function newestStep(lines: readonly ChartLine[]): number {
  return Math.max(0, ...lines.map(({ points }) => points.at(-1)?.x ?? 0));
}

/** What stands beside a line: less than `lineText`, for there is little room. */
function nameOf({ role, task, other }: ChartLine, { t }: Pick<Texts, 't'>, names: readonly string[]): string {
  if (role === 'total') return t('curves.total');
  const first = names[task] ?? '';
  return role === 'pair' ? t('curves.pairShort', { first, second: names[other ?? -1] ?? '' }) : first;
}

/**
 * The margin at the right that the names need, in pixels: for the longest of those that the chart
 * may come to have, so that nothing moves when a line begins.
 * @param names of tasks, of the total or of pairs
 */
export function nameMargin(names: readonly string[], pairs: boolean, width: number, measure: Measure): number {
  const indent = nameIndent(pairs ? 1 : undefined);
  const longest = Math.max(0, ...names.map((name) => gap + indent + measure(name) + edge));
  return Math.max(18, Math.min(Math.floor(widest * width), longest));
}

/**
 * The names of the lines of a run, in the order of the lines (that of ‖d‖ is alone on its chart and
 * named by its title): in the margin, as near to the heights of their ends as they can stand
 * without lying on one another.
 */
export function lineNames(data: ChartData, texts: Pick<Texts, 't'>, names: readonly string[], frame: Frame, measure: Measure): readonly LineName[] {
  const { plot, steps, scale } = frame;
  const named = data.lines
    .filter(({ role, points }) => points.length > 0 && (role === 'train' || role === 'total' || role === 'pair'))
    .map((line) => {
      const last = line.points.at(-1);
      return {
        ...line,
        name: nameOf(line, texts, names),
        end: { x: Math.min(plot.right, xAt(plot, steps, last?.x ?? 0)), y: yAt(plot, scale, last?.y ?? 0) },
      };
    });
  const half = nameHeight / 2;
  const heights = spreadLabels(named.map(({ end }) => end.y), nameHeight, plot.top + half, plot.bottom - half);
  const x = plot.right + gap;
  return named.map(({ key, task, other, name, end }, index) => {
    const y = heights[index] ?? 0;
    const text = fitText(name, plot.width - x - nameIndent(other), measure);
    return { key, task, other, x, y, text, whole: name, from: Math.abs(y - end.y) > far ? end : undefined };
  });
}
