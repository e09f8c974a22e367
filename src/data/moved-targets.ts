import { destinationOf, sourceOf } from './affine-maps';

/*
 * Targets that lie in an image and so move with it, under the same map (affine-maps.ts); gain and
 * offset mean nothing to them.
 */

/**
 * A mask [height, width] of one byte a pixel: each pixel is the nearest one to the place where it is
 * seen, halves rounded up, and `outside` where there is none.
 */
export function mappedMask(
  mask: Uint8Array,
  [height, width]: readonly [height: number, width: number],
  map: ArrayLike<number>,
  outside: number,
): Uint8Array {
  return Uint8Array.from(mask, (_, pixel) => {
    const x = pixel % width;
    const [across, down] = sourceOf(map, x, (pixel - x) / width);
    const [column, row] = [Math.floor(across + 0.5), Math.floor(down + 0.5)];
    const inside = row >= 0 && row < height && column >= 0 && column < width;
    return inside ? (mask[row * width + column] ?? outside) : outside;
  });
}

/**
 * Half-open pixels: the edges of an image of width w are 0 and w, and pixel x lies from x to x + 1.
 */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

/**
 * What a box becomes: the bounds of its moved corners, clipped to the image, in pixels that need not
 * be whole. Its weight is 1, or 0 where nothing of it is left in the image.
 */
export function mappedBox(
  [left, top, right, bottom]: Box,
  [height, width]: readonly [height: number, width: number],
  map: ArrayLike<number>,
): { readonly box: Box; readonly weight: 0 | 1 } {
  // Pixels are points at whole coordinates to a map, half a pixel from their edges.
  const corners = [left, right].flatMap((x) => [top, bottom].map((y) => destinationOf(map, x - 0.5, y - 0.5)));
  const [xs, ys] = [corners.map(([x]) => x + 0.5), corners.map(([, y]) => y + 0.5)];
  const box = [
    Math.max(0, Math.min(...xs)),
    Math.max(0, Math.min(...ys)),
    Math.min(width, Math.max(...xs)),
    Math.min(height, Math.max(...ys)),
  ] as const;
  return box[0] < box[2] && box[1] < box[3] ? { box, weight: 1 } : { box: [0, 0, 0, 0], weight: 0 };
}
