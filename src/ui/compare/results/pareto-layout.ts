import { overlap, type Box } from '../../../lib/box';
import { textWidth } from '../../charts/chart-layout';

/** A place in the picture, in pixels. */
interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A point of the picture with its name. */
interface NamedPoint extends Spot {
  readonly name: string;
}

/** Where the middle of a name stands, and from where it is written. */
interface PointName extends Spot {
  readonly textAnchor: 'start' | 'middle' | 'end';
}

/**
 * Half of a name's height, of a point's with a little room, and of the piece that stands for a part
 * of a line, in pixels.
 */
const [halfName, halfPoint, halfPiece] = [7, 6, 2];

/**
 * Names beside their points: to the right, else to the left, above, below, or further off, wherever
 * no point, no line and no other name stands and the picture does not end. Where there is no such
 * place, to the right.
 * @param line points that a line joins in this order
 */
export function placeNames(points: readonly NamedPoint[], line: readonly Spot[], picture: Box): readonly PointName[] {
  const taken = [...points.map((point) => around(point, halfPoint)), ...piecesOf(line).map((piece) => around(piece, halfPiece))];
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
      const [right, bottom] = [picture.x + picture.width, picture.y + picture.height];
      const inside = box.x >= picture.x && box.x + box.width <= right && box.y >= picture.y && box.y + box.height <= bottom;
      return inside && taken.every((other) => !overlap(box, other));
    };
    const place = places.find(free) ?? { x: x + 9, y, textAnchor: 'start' };
    taken.push(boxOf(place, name));
    return place;
  });
}

function around({ x, y }: Spot, half: number): Box {
  return { x: x - half, y: y - half, width: 2 * half, height: 2 * half };
}

/** Places along a line, close enough together that no name fits between two. */
function piecesOf(line: readonly Spot[]): readonly Spot[] {
  return line.slice(1).flatMap((to, index) => {
    const from = line[index] ?? to;
    const count = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / halfName);
    return Array.from({ length: count }, (_, piece) => ({ x: from.x + ((to.x - from.x) * piece) / count, y: from.y + ((to.y - from.y) * piece) / count }));
  });
}

function boxOf({ x, y, textAnchor }: PointName, name: string): Box {
  const size = textWidth(name) + 4;
  const left = { start: x, middle: x - size / 2, end: x - size }[textAnchor];
  return { x: left, y: y - halfName, width: size, height: 2 * halfName };
}
