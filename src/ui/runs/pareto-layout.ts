import { textWidth } from '../charts/chart-layout';

/** A point of the picture in pixels, with its name. */
export interface NamedPoint {
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

/** Where the middle of a name stands, and from where it is written. */
export interface PointName {
  readonly x: number;
  readonly y: number;
  readonly textAnchor: 'start' | 'middle' | 'end';
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Half of a name's height, and of a point's with a little room, in pixels. */
const [halfName, halfPoint] = [7, 6];

/**
 * Names beside their points: to the right, else to the left, above, below, or further off, wherever no point and no other name stands
 * and the picture does not end. Where there is no such place, to the right.
 */
export function placeNames(points: readonly NamedPoint[], width: number, height: number): readonly PointName[] {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - halfPoint, right: x + halfPoint, top: y - halfPoint, bottom: y + halfPoint }));
  return points.map(({ x, y, name }): PointName => {
    const places = [0, 18, 36, 54].flatMap((off): PointName[] => [
      { x: x + 9, y: y - off, textAnchor: 'start' },
      { x: x - 9, y: y - off, textAnchor: 'end' },
      { x, y: y - 16 - off, textAnchor: 'middle' },
      { x, y: y + 16 + off, textAnchor: 'middle' },
      { x: x + 9, y: y + off, textAnchor: 'start' },
      { x: x - 9, y: y + off, textAnchor: 'end' },
    ]);
    const free = (place: PointName) => {
      const box = boxOf(place, name);
      const inside = box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
      return inside && taken.every((other) => apart(box, other));
    };
    const place = places.find(free) ?? { x: x + 9, y, textAnchor: 'start' };
    taken.push(boxOf(place, name));
    return place;
  });
}

function boxOf({ x, y, textAnchor }: PointName, name: string): Box {
  const size = textWidth(name) + 4;
  const left = { start: x, middle: x - size / 2, end: x - size }[textAnchor];
  return { left, right: left + size, top: y - halfName, bottom: y + halfName };
}

function apart(one: Box, other: Box): boolean {
  return one.right <= other.left || one.left >= other.right || one.bottom <= other.top || one.top >= other.bottom;
}
