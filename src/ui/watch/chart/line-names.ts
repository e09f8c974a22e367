import type { ChartData, ChartLine } from '../../../state/charts/chart-data';
import { fitText, nameHeight, namesBeside, spreadLabels, textWidth, xAt, yAt, type Band, type Plot } from '../../charts/chart-layout';
import type { Scale } from '../../charts/chart-scale';
import type { Texts } from '../../common/texts/use-text';
import { lineText } from './chart-text';

/** A name at the end of its line, in pixels. */
export interface LineName {
  readonly key: string;
  readonly text: string;
  /** Index of the task, −1 for none. */
  readonly task: number;
  readonly other?: number | undefined;
  readonly x: number;
  readonly y: number;
}

/** What a chart is drawn by: its area, the last step of its axis, and its values. */
interface Frame {
  readonly plot: Plot;
  readonly planned: number;
  readonly scale: Scale;
}

/** From the end of a line to its name, and from a name to the edges. */
const gap = 9;
const edge = 4;
/** The part of the chart's width that names may take at the most. */
const widest = 0.6;
/** What names over the lines keep free around themselves. */
const beside = 8;
const above = 6;

/** How far behind its swatch, or the two of a pair, a name begins, in pixels. */
export function nameIndent(other: number | undefined): number {
  return other === undefined ? 12 : 21;
}

/** The newest step of these lines; 0 where they have no points. */
export function newestStep(lines: readonly ChartLine[]): number {
  return Math.max(0, ...lines.map(({ points }) => points.at(-1)?.x ?? 0));
}

/**
 * The names of the lines of a run, in the order of the lines (that of ‖d‖ is alone on its chart and
 * named by its title): behind their ends where the longest finds room there, else over the lines at
 * the right, where no line runs.
 */
export function lineNames(data: ChartData, texts: Texts, names: readonly string[], frame: Frame): readonly LineName[] {
  const { plot, planned, scale } = frame;
  const named = data.lines
    .filter(({ role, points }) => points.length > 0 && role !== 'test' && role !== 'before' && role !== 'length')
    .map((line) => ({
      ...line,
      name: line.role === 'total' || line.role === 'pair' ? lineText(texts, names, line) : (names[line.task] ?? ''),
      end: yAt(plot, scale, line.points.at(-1)?.y ?? 0),
    }));
  const ends = named.map(({ end }) => end);
  const afterEnds = Math.min(xAt(plot, planned, newestStep(named)), plot.right) + gap;
  const longest = Math.max(0, ...named.map(({ name, other }) => nameIndent(other) + textWidth(name) + edge));
  const width = Math.min(widest * plot.width, longest);
  const fits = afterEnds + width <= plot.width;
  const x = fits ? afterEnds : plot.width - width;
  const heights = fits
    ? spreadLabels(ends, nameHeight, plot.top + edge, plot.bottom - edge)
    : namesBeside(ends, bandFrom(data, x, frame), plot);
  return named.map(({ key, task, other, name }, index) => {
    return { key, task, other, x, y: heights[index] ?? 0, text: fitText(name, plot.width - x - nameIndent(other)) };
  });
}

/**
 * Between which heights the run's lines lie from a place on to the right, in pixels, with a little
 * room.
 */
function bandFrom(data: ChartData, left: number, { plot, planned, scale }: Frame): Band {
  let top = plot.bottom;
  let bottom = plot.top;
  for (const { role, points } of data.lines) {
    if (role === 'before') continue;
    for (const { x, y } of points) {
      if (xAt(plot, planned, x) < left - beside) continue;
      const height = yAt(plot, scale, y);
      top = Math.min(top, height);
      bottom = Math.max(bottom, height);
    }
  }
  return { top: top - above, bottom: bottom + above };
}
