import type { Scale } from './chart-scale';
import { rangeOf, type Steps } from './steps';

/** Size of a chart and of the area in which its lines run, in CSS pixels. */
export interface Plot {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What a chart keeps free around its lines, in pixels. */
export interface Margins {
  /** For the names of lines, or at least half of the last step's number. */
  readonly right: number;
  /** For marks, or at least the upper half of the highest number. */
  readonly top: number;
}

const usualMargins: Margins = { right: 18, top: 18 };

/**
 * A chart's area: room for numbers at the left, at the right and above for what the margins say.
 */
export function plotOf(width: number, height: number, { right, top }: Margins = usualMargins): Plot {
  return { width, height, left: 48, right: Math.max(60, width - right), top, bottom: Math.max(top + 22, height - 20) };
}

/** Distance of the names of two lines, in pixels. */
export const nameHeight = 14;

/** The height at which a chart has room for so many names, one below another, in pixels. */
export function heightForNames(count: number, { top }: Margins = usualMargins): number {
  return count * nameHeight + top + 20;
}

/** Where a step lies, in pixels from the left. */
export function xAt(plot: Plot, steps: Steps, step: number): number {
  const { from, to } = rangeOf(steps);
  return plot.left + ((step - from) / (to - from)) * (plot.right - plot.left);
}

/** The step at a place, within those that are shown. */
export function stepAt(plot: Plot, steps: Steps, x: number): number {
  const { from, to } = rangeOf(steps);
  const share = (x - plot.left) / (plot.right - plot.left);
  return Math.round(from + Math.min(1, Math.max(0, share)) * (to - from));
}

/** Where a value lies, in pixels from the top; values beyond the axis lie on its end. */
export function yAt(plot: Plot, scale: Scale, value: number): number {
  return plot.bottom - Math.min(1, Math.max(0, shareOf(scale, value))) * (plot.bottom - plot.top);
}

/** How far up the axis a value lies: 0 at its lower end, 1 at the upper one. */
function shareOf({ low, high, isLog = false }: Scale, value: number): number {
  if (!isLog) return (value - low) / (high - low);
  // What is not positive has no place: below the axis, where it is cut off.
  return value > 0 ? Math.log(value / low) / Math.log(high / low) : -1;
}

/**
 * The path of a line through points in the order of their steps, in pixels to a tenth; '' for none,
 * a small ring for a single one. Values beyond the axis lie beyond the area: whoever draws it cuts
 * them off.
 */
export function linePath(plot: Plot, steps: Steps, scale: Scale, points: readonly { readonly x: number; readonly y: number }[]): string {
  const height = plot.bottom - plot.top;
  const places = points.map(({ x, y }) => `${xAt(plot, steps, x).toFixed(1)},${(plot.bottom - shareOf(scale, y) * height).toFixed(1)}`);
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

/** How wide a text of 12 px is, in pixels. */
export type Measure = (text: string) => number;

/** The text, cut to a width with "…" at its end. */
export function fitText(text: string, width: number, measure: Measure = textWidth): string {
  if (measure(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (measure(`${kept}${character}…`) > width) break;
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
