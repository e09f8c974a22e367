import type { Shape } from '../shape';
import type { Movement, Target } from './target';

/**
 * Half-open pixels: the edges of an image of width w are 0 and w, and pixel x lies from x to x + 1.
 */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** In pixels: a box that is narrower or lower than this is none, but what float32 left of one. */
const thinnest = 1e-3;

/**
 * One box in the image. As an answer half-open pixels [left, top, right, bottom]; the network learns
 * centre x, centre y, width and height as shares of the image, which a sigmoid makes of what its
 * head gives.
 * @param field the data set's field of such boxes
 * @param image [height, width, channels]
 */
export function box(field: string, [height = 1, width = 1]: Shape): Target {
  const size = [width, height];
  const sharesOf = ([left, top, right, bottom]: Box) => [
    (left + right) / (2 * width),
    (top + bottom) / (2 * height),
    (right - left) / width,
    (bottom - top) / height,
  ];
  const pixelsOf = (output: Float32Array) =>
    output.map((_, place) => {
      const [axis, first] = [place % 2, place - (place % 4)];
      const [centre = 0, length = 0] = [output[first + axis], output[first + axis + 2]];
      return (size[axis] ?? 1) * (centre + (place % 4 < 2 ? -length : length) / 2);
    });
  return {
    id: 'box',
    field,
    outputShape: () => [4],
    storage: 'numbers',
    encodedShape: () => [4],
    encode: (example) => {
      const [left = 0, top = 0, right = 0, bottom = 0] = example(field);
      return sharesOf([left, top, right, bottom]);
    },
    moved: (encoded, movement) => {
      const [left = 0, top = 0, right = 0, bottom = 0] = pixelsOf(Float32Array.from(encoded));
      const moved = movedBox([left, top, right, bottom], movement, [height, width]);
      return moved && Float32Array.from(sharesOf(moved));
    },
    answer: (example) => Float32Array.from(example(field)),
    activation: 'sigmoid',
    decode: pixelsOf,
    scale: 1,
    classes: [],
  };
}

/**
 * What a box becomes when the image is moved: the bounds of its moved corners, clipped to the image,
 * in pixels that need not be whole. Undefined where nothing of it is left in the image.
 */
export function movedBox(
  [left, top, right, bottom]: Box,
  { destinationOf }: Movement,
  [height, width]: readonly [height: number, width: number],
): Box | undefined {
  const corners = [left, right].flatMap((x) => [top, bottom].map((y) => destinationOf(x - 0.5, y - 0.5)));
  const [xs, ys] = [corners.map(([x]) => x + 0.5), corners.map(([, y]) => y + 0.5)];
  const box = [
    Math.max(0, Math.min(...xs)),
    Math.max(0, Math.min(...ys)),
    Math.min(width, Math.max(...xs)),
    Math.min(height, Math.max(...ys)),
  ] as const;
  return box[2] - box[0] > thinnest && box[3] - box[1] > thinnest ? box : undefined;
}
