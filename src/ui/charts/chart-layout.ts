import type { Scale } from './chart-scale';

/** Size of a chart and of the area in which its lines run, in CSS pixels. */
export interface Plot {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * A chart's area: room for numbers at the left, for half of the last step's number at the right,
 * for marks above.
 */
export function plotOf(width: number, height: number): Plot {
  return { width, height, left: 48, right: Math.max(60, width - 18), top: 18, bottom: Math.max(40, height - 20) };
}

/** Distance of the names of two lines, in pixels. */
export const nameHeight = 14;

/** The height at which a chart has room for so many names, one below another, in pixels. */
export function heightForNames(count: number): number {
  const { top, bottom, height } = plotOf(0, 100);
  return count * nameHeight + top + height - bottom;
}

/** Where a step lies, in pixels from the left. */
export function xAt(plot: Plot, planned: number, step: number): number {
  return plot.left + (step / Math.max(1, planned)) * (plot.right - plot.left);
}

/** The step at a place, within the planned run. */
export function stepAt(plot: Plot, planned: number, x: number): number {
  const share = (x - plot.left) / (plot.right - plot.left);
  return Math.round(Math.min(1, Math.max(0, share)) * planned);
}

/** Where a value lies, in pixels from the top; values beyond the axis lie on its end. */
export function yAt(plot: Plot, scale: Scale, value: number): number {
  const share = (value - scale.low) / (scale.high - scale.low);
  return plot.bottom - Math.min(1, Math.max(0, share)) * (plot.bottom - plot.top);
}

/**
 * The path of a line through points in the order of their steps, in pixels to a tenth; '' for none,
 * a small ring for a single one. Values beyond the axis lie beyond the area: whoever draws it cuts
 * them off.
 */
export function linePath(plot: Plot, planned: number, scale: Scale, points: readonly { readonly x: number; readonly y: number }[]): string {
  const perValue = (plot.bottom - plot.top) / (scale.high - scale.low);
  const places = points.map(({ x, y }) => `${xAt(plot, planned, x).toFixed(1)},${(plot.bottom - (y - scale.low) * perValue).toFixed(1)}`);
  if (places.length === 1) return `M${places.join('')}m-2,0a2,2 0 1,0 4,0a2,2 0 1,0 -4,0`;
  return places.length === 0 ? '' : `M${places.join('L')}`;
}

/**
 * The width that a text of 12 px will have, in pixels: wide characters (Chinese) count as 12,
 * others as 6.4. An estimate, for layout only.
 */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character.charCodeAt(0) >= 0x2e80 ? 12 : 6.4;
  return width;
}

/** The text, cut to a width with "…" at its end. */
export function fitText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (textWidth(kept + character) + 8 > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/**
 * Moves labels apart: heights as near as possible to those wanted, at least `gap` apart, between
 * top and bottom, in the same order. Where there is no room for all they share what there is.
 */
export function spreadLabels(wanted: readonly number[], gap: number, top: number, bottom: number): readonly number[] {
  const order = wanted.map((y, index) => ({ y, index })).sort((first, second) => first.y - second.y || first.index - second.index);
  const step = Math.min(gap, (bottom - top) / Math.max(1, wanted.length - 1));
  const placed = Array.from({ length: wanted.length }, () => 0);
  let free = top;
  for (const { y, index } of order) {
    placed[index] = Math.max(free, Math.min(y, bottom));
    free = (placed[index] ?? 0) + step;
  }
  let ceiling = bottom;
  for (const { index } of order.toReversed()) {
    placed[index] = Math.min(placed[index] ?? 0, ceiling);
    ceiling = (placed[index] ?? 0) - step;
  }
  return placed;
}

/** Heights between which lines run, in pixels from the top. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
}

/**
 * Heights of the names of lines that stand over the lines, because there is no room behind their
 * ends: in the order of the ends, close above all lines or, where there is no room, close below;
 * else between them. In steps of a name's height, so that noise does not move them.
 * @param ends heights of the lines' ends
 * @param band where lines run in the width of the names
 */
export function namesBeside(ends: readonly number[], band: Band, plot: Plot): readonly number[] {
  const needed = ends.length * nameHeight;
  const above = plot.top + Math.floor((band.top - plot.top) / nameHeight) * nameHeight;
  const below = plot.bottom - Math.floor((plot.bottom - band.bottom) / nameHeight) * nameHeight;
  const half = nameHeight / 2;
  if (above - needed >= plot.top) return spreadLabels(ends, nameHeight, above - needed + half, above - half);
  if (below + needed <= plot.bottom) return spreadLabels(ends, nameHeight, below + half, below + needed - half);
  return spreadLabels(ends, nameHeight, plot.top + 4, plot.bottom - 4);
}

/** Where the text of a mark stands; undefined where there is no room for it beside newer ones. */
export interface PlacedMark {
  readonly x: number;
  readonly text: string;
  readonly anchor: 'start' | 'end';
}

/**
 * Puts the texts of marks beside their lines, in one row: the newest first, to the right of its
 * line or, where it would leave the chart, to the left. Older ones for which no room is left have
 * none (their line stays, with a dot on it, and its text on hover).
 * @param marks from old to new; `short` says less where the whole text has no room
 */
export function placeMarks(marks: readonly { readonly x: number; readonly text: string; readonly short?: string }[], width: number): readonly (PlacedMark | undefined)[] {
  const taken: [number, number][] = [];
  // Over the line of another mark a text would seem to be of that one.
  const free = (from: number, to: number) =>
    from >= 0 && to <= width && taken.every(([start, end]) => to <= start || from >= end) && marks.every(({ x }) => x <= from || x >= to);
  return marks
    .toReversed()
    .map(({ x, text, short = text }): PlacedMark | undefined => {
      // The whole text or the short one at one side or the other, else a beginning of it at the
      // right.
      for (const shown of [text, short, fitText(short, Math.max(60, width - x - 8))]) {
        const size = textWidth(shown) + 6;
        const right = free(x, x + size);
        if (!right && !free(x - size, x)) continue;
        taken.push(right ? [x, x + size] : [x - size, x]);
        return { x: right ? x + 3 : x - 3, text: shown, anchor: right ? 'start' : 'end' };
      }
      return undefined;
    })
    .toReversed();
}
