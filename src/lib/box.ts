/** A rectangle: its upper left corner and its size, in whatever unit its caller has. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What two boxes have in common; without width or height where they lie apart. */
export function commonBox(one: Box, other: Box): Box {
  const [x, y] = [Math.max(one.x, other.x), Math.max(one.y, other.y)];
  const [right, bottom] = [Math.min(one.x + one.width, other.x + other.width), Math.min(one.y + one.height, other.y + other.height)];
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

/** True if two boxes cover one another; those that only touch do not. */
export function overlap(one: Box, other: Box): boolean {
  const { width, height } = commonBox(one, other);
  return width > 0 && height > 0;
}

/** The box around boxes; infinite where there are none. */
export function boundsOf(boxes: readonly Box[]): Box {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const [right, bottom] = [Math.max(...boxes.map((box) => box.x + box.width)), Math.max(...boxes.map((box) => box.y + box.height))];
  return { x, y, width: right - x, height: bottom - y };
}

/** A box out of its sides: left, top, right, bottom. */
export function boxOfSides([left = 0, top = 0, right = 0, bottom = 0]: Iterable<number>): Box {
  return { x: left, y: top, width: right - left, height: bottom - top };
}
