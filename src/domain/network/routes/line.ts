import type { Box } from '../../../lib/box';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A point of a line, with the direction in which the line runs there, of length 1. */
export interface Stop extends Point {
  readonly dx: number;
  readonly dy: number;
}

/** The middle of a wire, from the port that it leaves to the one that it enters. */
export type Line = readonly Stop[];

const pieces = 28;

/** The curve between two ports: it leaves to the right and arrives from the left. */
export function wireLine(from: Point, to: Point): Line {
  if (from.y === to.y && from.x <= to.x) {
    return [from, to].map((end) => ({ ...end, dx: 1, dy: 0 }));
  }
  const reach = controlReach(from, to);
  return Array.from({ length: pieces + 1 }, (_, piece) => onCurve(from, to, reach, piece / pieces));
}

/**
 * How far the control points stand out to the sides: far enough that a bundle bends without a kink.
 */
function controlReach(from: Point, to: Point): number {
  const dx = to.x - from.x;
  const dy = Math.abs(to.y - from.y);
  return dx >= 0 ? Math.max(dx / 2, Math.min(dx, dy / 4)) : Math.max(24, 6.25 * Math.sqrt(-dx), Math.min(60, dy / 4));
}

function onCurve(from: Point, to: Point, reach: number, t: number): Stop {
  const u = 1 - t;
  const [x1, x2] = [from.x + reach, to.x - reach];
  const dx = 3 * (u * u * (x1 - from.x) + 2 * u * t * (x2 - x1) + t * t * (to.x - x2));
  const dy = 6 * u * t * (to.y - from.y);
  const length = Math.hypot(dx, dy);
  return {
    x: u ** 3 * from.x + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t ** 3 * to.x,
    y: (u ** 3 + 3 * u * u * t) * from.y + (3 * u * t * t + t ** 3) * to.y,
    dx: length === 0 ? 1 : dx / length,
    dy: length === 0 ? 0 : dy / length,
  };
}

/** Into how many pieces a corner is cut. */
const cornerPieces = 8;

/**
 * A line through corners, which are rounded with this radius, or less where the stretches between
 * them are short; each of these runs along one axis.
 */
export function roundedLine(corners: readonly Point[], largest: number): Line {
  const line: Stop[] = [];
  for (const [index, corner] of corners.entries()) {
    const [before, after] = [corners[index - 1], corners[index + 1]];
    const [arriving, leaving] = [before && direction(before, corner), after && direction(corner, after)];
    if (before === undefined || after === undefined || arriving === undefined || leaving === undefined) {
      line.push({ ...corner, ...(leaving ?? arriving ?? { dx: 1, dy: 0 }) });
      continue;
    }
    const radius = Math.min(largest, arriving.length / (index === 1 ? 1 : 2), leaving.length / (index === corners.length - 2 ? 1 : 2));
    for (let piece = 0; piece <= cornerPieces; piece += 1) {
      // A quarter of a circle, or of an ellipse's likeness where it is cut short.
      const turn = (piece / cornerPieces) * (Math.PI / 2);
      const [on, off] = [1 - Math.sin(turn), 1 - Math.cos(turn)];
      const dx = arriving.dx * Math.cos(turn) + leaving.dx * Math.sin(turn);
      const dy = arriving.dy * Math.cos(turn) + leaving.dy * Math.sin(turn);
      line.push({
        x: corner.x - arriving.dx * radius * on + leaving.dx * radius * off,
        y: corner.y - arriving.dy * radius * on + leaving.dy * radius * off,
        dx,
        dy,
      });
    }
  }
  return line;
}

function direction(from: Point, to: Point): { readonly dx: number; readonly dy: number; readonly length: number } | undefined {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  return length === 0 ? undefined : { dx: (to.x - from.x) / length, dy: (to.y - from.y) / length, length };
}

/** True if a line nowhere runs through the inside of a box. */
export function keepsClear(line: readonly Point[], box: Box): boolean {
  return line.every((point, index) => {
    const before = line[index - 1];
    return before === undefined || !crosses(before, point, box);
  });
}

/** True if the stretch between two points has a part within a box (Liang and Barsky 1984). */
export function crosses(from: Point, to: Point, box: Box): boolean {
  let [enters, leaves] = [0, 1];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  for (const [delta, room] of [
    [-dx, from.x - box.x],
    [dx, box.x + box.width - from.x],
    [-dy, from.y - box.y],
    [dy, box.y + box.height - from.y],
  ] as const) {
    if (delta === 0) {
      if (room <= 0) return false;
    } else if (delta < 0) {
      enters = Math.max(enters, room / delta);
    } else {
      leaves = Math.min(leaves, room / delta);
    }
  }
  return enters < leaves;
}
