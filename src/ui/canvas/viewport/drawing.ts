import type { Position } from '../../../experiment/edits/placing';

/**
 * How the document's places become places on the canvas. The document always runs from left to
 * right; a large network has its rows closer together and small cards, and on a narrow screen it
 * runs downwards, a line for each layer.
 */
export interface Drawing {
  readonly direction: 'right' | 'down';
  readonly card: 'full' | 'compact' | 'line';
  /** True where lines stand side by side, too close for long ones: these are broken in two. */
  readonly tight?: boolean;
}

/** As the document has it. */
export const fullDrawing: Drawing = { direction: 'right', card: 'full' };
const compactDrawing: Drawing = { direction: 'right', card: 'compact' };
const downDrawing: Drawing = { direction: 'down', card: 'line' };
const tightDrawing: Drawing = { ...downDrawing, tight: true };

/** Pixels of the canvas for one of the document, along the network and across it. */
const scales = {
  full: { along: 1, across: 1 },
  compact: { along: 1, across: 0.62 },
  line: { along: 0.375, across: 1.6 },
} as const satisfies Record<Drawing['card'], { readonly along: number; readonly across: number }>;

/**
 * The middle of a layer's ports below its upper edge, on cards that run to the right; the same for
 * all, so that layers of one height are wired straight.
 */
export const portHeights = { full: 40, compact: 25, line: 0 } as const satisfies Record<Drawing['card'], number>;

/** Where a place of the document lies on the canvas. */
export function toCanvas({ direction, card }: Drawing, { x, y }: Position): Position {
  const { along, across } = scales[card];
  return direction === 'right' ? { x: x * along, y: y * across } : { x: y * across, y: x * along };
}

/** Which place of the document lies there on the canvas; the inverse of toCanvas. */
export function fromCanvas({ direction, card }: Drawing, { x, y }: Position): Position {
  const { along, across } = scales[card];
  return direction === 'right' ? { x: x / along, y: y / across } : { x: y / along, y: x / across };
}

/** Pixels of the document from one place to the next one that a layer can be dragged to. */
const step = 10;

/** Steps of the canvas, across the screen and down, in which layers are dragged. */
export function canvasStep(drawing: Drawing): [number, number] {
  const { x, y } = toCanvas(drawing, { x: step, y: step });
  return [x, y];
}

/** Which point of a layer's box stands at its place, as shares of its width and height. */
export function nodeOriginOf({ direction }: Drawing): [number, number] {
  return direction === 'right' ? fromCorner : fromTop;
}

const fromCorner: [number, number] = [0, 0];
const fromTop: [number, number] = [0.5, 0];

/** Half of a layer's usual width. */
const halfWidth = 56;

/** Which place of the document a layer has whose ports' middle lies at a point of the canvas. */
export function placeAround(drawing: Drawing, { x, y }: Position): Position {
  // Running downwards, a layer's place is in its middle already.
  const corner = drawing.direction === 'right' ? { x: x - halfWidth, y: y - portHeights[drawing.card] } : { x, y };
  return fromCanvas(drawing, corner);
}

/** Where on the canvas the middle of a layer's ports lies, about. */
export function middleOf(drawing: Drawing, place: Position): Position {
  const { x, y } = toCanvas(drawing, place);
  return drawing.direction === 'right' ? { x: x + halfWidth, y: y + portHeights[drawing.card] } : { x, y };
}

interface Place extends Position {
  /** Heads are narrow, and stand beside one another. */
  readonly isHead?: boolean;
}

/** How near layers are, in the document, when long lines of theirs would lie on each other. */
const near = { along: 96, across: 130 };

function isTight(places: readonly Place[]): boolean {
  return places.some((one) =>
    one.isHead !== true &&
    places.some(({ x, y }) => y !== one.y && Math.abs(x - one.x) < near.along && Math.abs(y - one.y) < near.across),
  );
}

/** About how large the last layer of a row and the lowest of a column are, in pixels. */
const usual = { width: 212, height: 96 };

/**
 * The drawing in which a network is seen best: full cards where all of it is readable with them.
 * @param places its layers in the document, and which of them are heads
 * @param pane the room for it on the screen, in pixels
 * @param readable the smallest scale at which it can be read
 * @param narrow true where the screen is higher than wide
 */
export function drawingFor(
  places: readonly Place[],
  pane: { readonly width: number; readonly height: number },
  readable: number,
  narrow: boolean,
): Drawing {
  if (narrow) return isTight(places) ? tightDrawing : downDrawing;
  const span = (values: readonly number[]) => (values.length === 0 ? 0 : Math.max(...values) - Math.min(...values));
  const width = (span(places.map((place) => place.x)) + usual.width) * readable;
  const height = (span(places.map((place) => place.y)) + usual.height) * readable;
  return width <= pane.width && height <= pane.height ? fullDrawing : compactDrawing;
}
