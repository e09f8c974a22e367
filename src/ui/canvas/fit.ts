export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Margins inside the pane that its toolbar and its sentence take, in pixels. */
export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Below this the canvas' 17.2 px type would be smaller than 12 px: an automatic fit rather shows a part. */
export const smallestFit = 0.698;
/** As far out as one can zoom at all. */
export const smallestZoom = 0.2;
const largestFit = 1.15;
/** Above the drawing, at the least. */
const smallestTop = 16;

/**
 * How to move and scale a drawing so that it stands in the middle of a pane. Where it does not fit at the smallest scale, its left
 * and upper part is shown: data enter there, and one can pan.
 * @param smallest the smallest scale
 */
export function fitViewport(
  drawing: Box,
  pane: { readonly width: number; readonly height: number },
  margins: Margins,
  smallest: number,
): { x: number; y: number; zoom: number } {
  const width = Math.max(1, pane.width - margins.left - margins.right);
  const height = Math.max(1, pane.height - margins.top - margins.bottom);
  const wished = Math.min(width / Math.max(1, drawing.width), height / Math.max(1, drawing.height));
  const zoom = Math.min(largestFit, Math.max(smallest, wished));
  const free = height - drawing.height * zoom;
  return {
    x: margins.left + Math.max(0, width - drawing.width * zoom) / 2 - drawing.x * zoom,
    // What is a little too high rather reaches up beside the toolbar than down below the sentence.
    y: margins.top + Math.max(smallestTop - margins.top, Math.min(free, free / 2)) - drawing.y * zoom,
    zoom,
  };
}
