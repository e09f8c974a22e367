import type { Box } from '../../../lib/box';
import { cornersRound } from './corners';
import { keepsClear, roundedLine, wireLine, type Line, type Point } from './line';

/** What a bundle keeps free beside it where there is room. */
const spare = 5;

/**
 * The line of a wire that runs behind none of the boxes: the curve between the ports where that is
 * free, otherwise a short way round with few bends, through a narrow gap where that saves a detour.
 * Where boxes leave no way, the curve.
 * @param boxes the layers that the wire neither leaves nor enters
 * @param half half of the width of its bundle of strands
 */
export function wireRoute(from: Point, to: Point, boxes: readonly Box[], half: number): Line {
  const curve = wireLine(from, to);
  const ways = [half + spare, half, 1].flatMap((room, index) => {
    const inflated = boxes.map((box) => grown(box, room));
    const way = inflated.every((box) => keepsClear(curve, box)) ? curve : wayRound(from, to, inflated, curve);
    return way === undefined ? [] : [{ way, cost: lengthOf(way) + index * narrowness }];
  });
  return ways.toSorted((one, other) => one.cost - other.cost)[0]?.way ?? curve;
}

/** A way with less room beside it has to be shorter by so many pixels. */
const narrowness = 40;

function lengthOf(line: Line): number {
  return line.reduce((sum, { x, y }, index) => {
    const before = line[index - 1];
    return before === undefined ? sum : sum + Math.hypot(x - before.x, y - before.y);
  }, 0);
}

/**
 * A way round those boxes that are in the way: those of the curve first, then those of each way
 * that was found, until one is free.
 */
function wayRound(from: Point, to: Point, boxes: readonly Box[], curve: Line): Line | undefined {
  const inTheWay = new Set<Box>();
  let line = curve;
  for (let attempt = 0; attempt <= boxes.length; attempt += 1) {
    const met = boxes.filter((box) => !keepsClear(line, box));
    if (met.length === 0) return line;
    for (const box of met) inTheWay.add(box);
    const corners = cornersRound(from, to, [...inTheWay]);
    if (corners === undefined) return undefined;
    // Rounding cuts corners towards the boxes that it goes round: as far as they allow.
    const lines = [centred(corners, boxes), corners].flatMap((way) => radii.map((radius) => roundedLine(way, radius)));
    line = lines.find((one) => [...inTheWay].every((box) => keepsClear(one, box))) ?? line;
  }
  return undefined;
}

/** Of a corner, from the one to be wished for on. */
const radii = [36, 18, 9, 0];

/** How far a stretch may be moved towards the middle of the gap that it runs in. */
const widestGap = 90;

/**
 * The corners with every inner stretch in the middle of its gap between boxes, where that is
 * narrow.
 */
function centred(corners: readonly Point[], boxes: readonly Box[]): readonly Point[] {
  const moved = corners.map((corner) => ({ ...corner }));
  for (let index = 1; index + 2 < moved.length; index += 1) {
    const [start, end] = [moved[index], moved[index + 1]];
    if (start === undefined || end === undefined) continue;
    const axis = start.y === end.y ? 'y' : 'x';
    const middle = middleOfGap(start, end, axis, boxes);
    start[axis] = middle;
    end[axis] = middle;
  }
  return moved;
}

function middleOfGap(start: Point, end: Point, axis: 'x' | 'y', boxes: readonly Box[]): number {
  const other = axis === 'y' ? 'x' : 'y';
  const [size, length] = axis === 'y' ? (['height', 'width'] as const) : (['width', 'height'] as const);
  const [low, high] = [Math.min(start[other], end[other]), Math.max(start[other], end[other])];
  const beside = boxes.filter((box) => box[other] < high && box[other] + box[length] > low);
  const at = start[axis];
  const before = Math.max(at - widestGap, ...beside.filter((box) => box[axis] + box[size] <= at).map((box) => box[axis] + box[size]));
  const after = Math.min(at + widestGap, ...beside.filter((box) => box[axis] >= at).map((box) => box[axis]));
  const isGap = before > at - widestGap && after < at + widestGap;
  return isGap ? (before + after) / 2 : at;
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}
