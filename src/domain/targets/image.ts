import type { Shape } from '../shape';
import type { FieldNumbers, Movement, Target } from './target';

/**
 * The image itself, its pixels in [0, 1].
 * @param field the name of the data set's images
 */
export function image(field: string): Target {
  return {
    id: 'image',
    field,
    outputShape: (shape) => shape,
    storage: 'numbers',
    encodedShape: (shape) => shape,
    encode: undefined,
    answer: (example) => pixelsOf(example(field)),
    activation: 'none',
    decode: (output) => output,
    scale: 1,
    classes: [],
  };
}

/**
 * Another image of the example, its pixels in [0, 1], of the shape of the one that the network sees.
 * It moves with that one, and keeps its contrast and brightness.
 * @param field the name of the data set's field of such images
 */
export function otherImage(field: string): Target {
  return { ...image(field), encode: (example) => Array.from(pixelsOf(example(field))), moved: movedPixels };
}

function pixelsOf(bytes: FieldNumbers): Float32Array {
  return Float32Array.from(bytes, (byte) => byte / 255);
}

/**
 * What pixels [height, width, channels] become when their image is moved: each is blended of the
 * four around the place where it is seen, and those outside are 0, as data/affine-maps.ts moves the
 * image itself.
 */
function movedPixels(pixels: FieldNumbers, { sourceOf }: Movement, [height = 0, width = 0, channels = 1]: Shape): Float32Array {
  const pixelAt = (row: number, column: number, channel: number) =>
    row >= 0 && row < height && column >= 0 && column < width ? (pixels[(row * width + column) * channels + channel] ?? 0) : 0;
  return new Float32Array(pixels.length).map((_, at) => {
    const channel = at % channels;
    const pixel = (at - channel) / channels;
    const x = pixel % width;
    const [across, down] = sourceOf(x, (pixel - x) / width);
    const [column, row] = [Math.floor(across), Math.floor(down)];
    const blend = (left: number, right: number) => left + (across - column) * (right - left);
    const upper = blend(pixelAt(row, column, channel), pixelAt(row, column + 1, channel));
    const lower = blend(pixelAt(row + 1, column, channel), pixelAt(row + 1, column + 1, channel));
    return upper + (down - row) * (lower - upper);
  });
}
