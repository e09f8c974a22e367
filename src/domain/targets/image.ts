import type { Target } from './target';

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
    answer: (example) => Float32Array.from(example(field), (byte) => byte / 255),
    activation: 'none',
    decode: (output) => output,
    scale: 1,
    classes: [],
  };
}
