import type { Asked, Target } from './target';

/**
 * One of several classes. A head gives logits [classes], which softmax makes probabilities.
 * @param names ids for the text catalogue, in the order of the class indices
 * @param of the index of the class that an image belongs to
 */
export function classes(names: readonly string[], of: Asked<number>): Target {
  return {
    id: 'classes',
    outputShape: () => [names.length],
    storage: 'index',
    encode: (label, image) => [of(label, image)],
    answer: (label, image) => Float32Array.of(of(label, image)),
    activation: 'softmax',
    decode: (output) => output,
    scale: 1,
    classes: names,
    isPicture: false,
  };
}
