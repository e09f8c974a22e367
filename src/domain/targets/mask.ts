import type { ClassName } from '../datasets/dataset';
import type { Shape } from '../shape';
import type { FieldNumbers, Movement, Target } from './target';

/**
 * A class for every pixel of the image. A head gives one logit a pixel for the second of two
 * classes, or a logit for each of more.
 * @param field the data set's field of such masks
 * @param names the classes in the order of their indices
 */
export function mask(field: string, names: readonly ClassName[]): Target {
  const isBinary = names.length === 2;
  return {
    id: 'mask',
    field,
    outputShape: ([height = 0, width = 0]) => [height, width, isBinary ? 1 : names.length],
    storage: 'numbers',
    encodedShape: ([height = 0, width = 0]) => [height, width],
    encode: (example) => Array.from(example(field)),
    moved: movedMask,
    answer: (example) => Float32Array.from(example(field)),
    activation: isBinary ? 'sigmoid' : 'softmax',
    decode: (output) => (isBinary ? output.map(Math.round) : mostProbable(output, names.length)),
    scale: 1,
    classes: [],
  };
}

/** For each pixel the class of the largest of its probabilities; ties go to the first. */
function mostProbable(probabilities: Float32Array, classes: number): Float32Array {
  return Float32Array.from({ length: probabilities.length / classes }, (_, pixel) => {
    const own = probabilities.subarray(pixel * classes, (pixel + 1) * classes);
    return own.indexOf(Math.max(...own));
  });
}

/**
 * What a mask [height, width] becomes when the image is moved: each pixel is the nearest one to the
 * place where it is seen, halves rounded up, and of class 0, the ground, where that is outside.
 */
export function movedMask(mask: FieldNumbers, { sourceOf }: Movement, [height = 0, width = 0]: Shape): Float32Array {
  return new Float32Array(mask.length).map((_, pixel) => {
    const x = pixel % width;
    const [across, down] = sourceOf(x, (pixel - x) / width);
    const [column, row] = [Math.floor(across + 0.5), Math.floor(down + 0.5)];
    const isInside = row >= 0 && row < height && column >= 0 && column < width;
    return isInside ? (mask[row * width + column] ?? 0) : 0;
  });
}
