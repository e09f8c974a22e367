import type { Shape } from '../shape';
import type { Target } from './target';

/**
 * One box in the image. As an answer half-open pixels [left, top, right, bottom]; the network learns
 * centre x, centre y, width and height as shares of the image, which a sigmoid makes of what its
 * head gives.
 * @param field the data set's field of such boxes
 * @param image [height, width, channels]
 */
export function box(field: string, [height = 1, width = 1]: Shape): Target {
  const size = [width, height];
  return {
    id: 'box',
    field,
    outputShape: () => [4],
    storage: 'numbers',
    encodedShape: () => [4],
    encode: (example) => {
      const [left = 0, top = 0, right = 0, bottom = 0] = example(field);
      return [(left + right) / (2 * width), (top + bottom) / (2 * height), (right - left) / width, (bottom - top) / height];
    },
    answer: (example) => Float32Array.from(example(field)),
    activation: 'sigmoid',
    decode: (output) =>
      output.map((_, place) => {
        const [axis, first] = [place % 2, place - (place % 4)];
        const [centre = 0, length = 0] = [output[first + axis], output[first + axis + 2]];
        return (size[axis] ?? 1) * (centre + (place % 4 < 2 ? -length : length) / 2);
      }),
    scale: 1,
    classes: [],
  };
}
