import type { Box } from '../../../lib/box';

/** Margins inside the pane that its toolbar and its sentence take, in pixels. */
export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/**
 * Below this the canvas' 17.2 px type would be smaller than 12 px: an automatic fit rather shows a
 * part.
 */
export const smallestFit = 0.698;
/** As far out as one can zoom, unless the whole network asks for more. */
export const smallestZoom = 0.2;
const largestFit = 1.15;
/** Above the drawing, at the least. */
const smallestTop = 16;
/** How far the toolbar reaches to the right. */
const toolbarEnd = 350;

/**
 * How to move and scale a drawing so that it stands in the middle of a pane. Where it does not fit
 * at the smallest scale, its left and upper part is shown: data enter there, and one can pan.
 * @param boxes its layers
 * @param smallest the smallest scale
 */
export function fitViewport(
  boxes: readonly Box[],
  pane: { readonly width: number; readonly height: number },
  margins: Margins,
  smallest: number,
): { x: number; y: number; zoom: number } {
  const drawing = boundsOf(boxes);
  const width = Math.max(1, pane.width - margins.left - margins.right);
  const height = Math.max(1, pane.height - margins.top - margins.bottom);
  const preferred = Math.min(width / Math.max(1, drawing.width), height / Math.max(1, drawing.height));
  const zoom = Math.min(largestFit, Math.max(smallest, preferred));
  const free = height - drawing.height * zoom;
  const x = margins.left + Math.max(0, width - drawing.width * zoom) / 2 - drawing.x * zoom;
  // What is too high rather reaches up beside the toolbar than down below the sentence, but nothing
  // stands behind the toolbar.
  const below = boxes.filter((box) => box.x * zoom + x < toolbarEnd).map((box) => margins.top - box.y * zoom);
  const y = Math.max(margins.top + Math.min(free, free / 2) - drawing.y * zoom, smallestTop - drawing.y * zoom, ...below);
  return { x, y, zoom };
}

/** The box around boxes. */
export function boundsOf(boxes: readonly Box[]): Box {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const [right, bottom] = [Math.max(...boxes.map((box) => box.x + box.width)), Math.max(...boxes.map((box) => box.y + box.height))];
  return { x, y, width: right - x, height: bottom - y };
}
