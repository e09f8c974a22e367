import type { Box } from '../../../lib/box';
import { crosses, type Point } from './line';

/** How far a wire runs straight before it turns, at either port. */
const stub = 10;
/** A bend counts as much as so many pixels. */
const bend = 60;

/** A grid point that was reached, on the way that led there. */
interface Reached {
  readonly column: number;
  readonly row: number;
  /** Whether it was reached along the rows. */
  readonly across: boolean;
  readonly cost: number;
  readonly before: Reached | undefined;
}

/**
 * The corners of the shortest way with few bends from one port to another, along the edges of the
 * boxes and through none of them (Dijkstra's search on the grid of those edges); it leaves and
 * arrives to the right. Undefined where there is none.
 */
export function cornersRound(from: Point, to: Point, boxes: readonly Box[]): readonly Point[] | undefined {
  const [start, goal] = [{ x: from.x + stub, y: from.y }, { x: to.x - stub, y: to.y }];
  if (!free(from, start, boxes) || !free(goal, to, boxes)) return undefined;
  const xs = sorted([start.x, goal.x, ...boxes.flatMap((box) => [box.x, box.x + box.width])]);
  const ys = sorted([start.y, goal.y, ...boxes.flatMap((box) => [box.y, box.y + box.height])]);
  const at = ({ column, row }: Pick<Reached, 'column' | 'row'>): Point => ({ x: xs[column] ?? 0, y: ys[row] ?? 0 });
  const end = { column: xs.indexOf(goal.x), row: ys.indexOf(goal.y) };
  const open: Reached[] = [{ column: xs.indexOf(start.x), row: ys.indexOf(start.y), across: true, cost: 0, before: undefined }];
  const settled = new Set<string>();
  for (;;) {
    const nearest = open.reduce<Reached | undefined>((best, one) => (best === undefined || one.cost < best.cost ? one : best), undefined);
    if (nearest === undefined) return undefined;
    open.splice(open.indexOf(nearest), 1);
    const key = `${nearest.column} ${nearest.row} ${nearest.across}`;
    if (settled.has(key)) continue;
    settled.add(key);
    if (nearest.column === end.column && nearest.row === end.row && nearest.across) return withoutStraight([from, ...wayTo(nearest, at), to]);
    for (const [columns, rows] of steps) {
      const next = { column: nearest.column + columns, row: nearest.row + rows };
      if (next.column < 0 || next.row < 0 || next.column >= xs.length || next.row >= ys.length) continue;
      const [here, there] = [at(nearest), at(next)];
      if (!free(here, there, boxes)) continue;
      const across = columns !== 0;
      const cost = nearest.cost + Math.abs(there.x - here.x) + Math.abs(there.y - here.y) + (across === nearest.across ? 0 : bend);
      open.push({ ...next, across, cost, before: nearest });
    }
    // At the goal it has to turn to the right once more.
    if (nearest.column === end.column && nearest.row === end.row) open.push({ ...nearest, across: true, cost: nearest.cost + bend, before: nearest });
  }
}

const steps = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

function free(from: Point, to: Point, boxes: readonly Box[]): boolean {
  return boxes.every((box) => !crosses(from, to, box));
}

function sorted(values: readonly number[]): readonly number[] {
  return [...new Set(values)].toSorted((a, b) => a - b);
}

function wayTo(end: Reached, at: (place: Reached) => Point): readonly Point[] {
  const way: Point[] = [];
  for (let place: Reached | undefined = end; place !== undefined; place = place.before) way.unshift(at(place));
  return way;
}

/** Corners alone: without points at which the way runs straight on. */
function withoutStraight(points: readonly Point[]): readonly Point[] {
  return points.filter((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (before === undefined || after === undefined) return true;
    const same = before.x === point.x && before.y === point.y;
    const straight = (before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y);
    return !same && !straight;
  });
}
