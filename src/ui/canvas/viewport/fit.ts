import { boundsOf, type Box } from '../../../lib/box';
import type { Drawing } from './drawing';

/**
 * Below this the canvas' 17.2 px type would be smaller than 12 px: an automatic fit rather shows a
 * part.
 */
export const smallestFit = 0.698;
/** As far out as one can zoom, unless the whole network asks for more. */
export const smallestZoom = 0.2;
const largestFit = 1.15;
/** Kept free around the drawing, in pixels; above it there is a badge on a layer's edge. */
const margins = { top: 22, right: 10, bottom: 10, left: 10 };
/** In a narrow pane every pixel helps to show the whole. */
const narrowMargins = { top: 10, right: 4, bottom: 8, left: 4 };
const narrowPane = 600;

/** The room for a drawing in a pane, in pixels. */
export function roomIn(pane: { readonly width: number; readonly height: number }): Box {
  const { top, right, bottom, left } = pane.width < narrowPane ? narrowMargins : margins;
  return { x: left, y: top, width: Math.max(1, pane.width - left - right), height: Math.max(1, pane.height - top - bottom) };
}

/**
 * How to move and scale a drawing so that it stands in the middle of a pane. Where it does not fit
 * at the smallest scale, its last part is shown, where the heads are; one can pan to the others.
 * @param boxes its layers
 * @param smallest the smallest scale
 */
export function fitViewport(
  boxes: readonly Box[],
  pane: { readonly width: number; readonly height: number },
  direction: Drawing['direction'],
  smallest: number,
): { x: number; y: number; zoom: number } {
  const drawing = boundsOf(boxes);
  const room = roomIn(pane);
  const preferred = Math.min(room.width / Math.max(1, drawing.width), room.height / Math.max(1, drawing.height));
  const zoom = Math.min(largestFit, Math.max(smallest, preferred));
  const [freeX, freeY] = [room.width - drawing.width * zoom, room.height - drawing.height * zoom];
  const start = (free: number, along: boolean) => (free < 0 && along ? free : free / 2);
  return {
    x: room.x + start(freeX, direction === 'right') - drawing.x * zoom,
    y: room.y + start(freeY, direction === 'down') - drawing.y * zoom,
    zoom,
  };
}
