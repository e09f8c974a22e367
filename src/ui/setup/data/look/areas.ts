/** How many canvas pixels a pixel of an image becomes, in each direction, where areas are drawn in. */
export const areaScale = 2;

/** Draws a box [left, top, right, bottom] in pixels of the image, half-open. */
export function drawBox(context: CanvasRenderingContext2D, box: ArrayLike<number>, colour: string): void {
  const [left = 0, top = 0, right = 0, bottom = 0] = Array.from(box);
  context.strokeStyle = colour;
  // A whole canvas pixel on each side of the edge; a thinner line is half of one on each, and faint.
  context.lineWidth = areaScale;
  context.strokeRect(left * areaScale, top * areaScale, (right - left) * areaScale, (bottom - top) * areaScale);
}

/** Draws the pixels of a mask [height, width] that lie beside one that is none of it; 0 is the ground. */
export function drawEdge(context: CanvasRenderingContext2D, mask: ArrayLike<number>, width: number, colour: string): void {
  context.fillStyle = colour;
  const isOf = (pixel: number) => (mask[pixel] ?? 0) > 0;
  for (let pixel = 0; pixel < mask.length; pixel += 1) {
    const isEdge = isOf(pixel) && [pixel - 1, pixel + 1, pixel - width, pixel + width].some((beside) => !isOf(beside));
    if (isEdge) context.fillRect((pixel % width) * areaScale, Math.floor(pixel / width) * areaScale, areaScale, areaScale);
  }
}
