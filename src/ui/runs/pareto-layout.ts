import { fitText, spreadLabels, textWidth } from '../charts/chart-layout';

/** A point of the picture in pixels, with its name. */
export interface NamedPoint {
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

/** Where the name of a point stands. */
export interface PointName {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
  readonly text: string;
}

/**
 * Names beside their points: to the right, or to the left where they would leave the picture; names of neighbours on the same side are moved
 * apart.
 */
export function placeNames(points: readonly NamedPoint[], width: number, top: number, bottom: number): readonly PointName[] {
  const right = points.map(({ x, name }) => x + 10 + textWidth(name) <= width || x < width / 2);
  const heights = points.map(({ y }) => y);
  for (const side of [true, false]) {
    const own = points.flatMap((_, index) => (right[index] === side ? [index] : []));
    const spread = spreadLabels(own.map((index) => points[index]?.y ?? 0), 15, top, bottom);
    for (const [place, index] of own.entries()) heights[index] = spread[place] ?? 0;
  }
  return points.map(({ x, name }, index) => {
    const after = right[index] === true;
    return { x: after ? x + 10 : x - 10, y: heights[index] ?? 0, anchor: after ? 'start' : 'end', text: fitText(name, after ? width - x - 10 : x - 10) };
  });
}
