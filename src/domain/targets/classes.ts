import type { ClassName } from '../datasets/dataset';
import type { Asked, Target } from './target';

/**
 * One of several classes. A head gives logits [classes], which softmax makes probabilities.
 * @param field what the answers are read from
 * @param names the classes in the order of their indices
 * @param of the index of the class that an example belongs to
 */
export function classes(field: string, names: readonly ClassName[], of: Asked<number>): Target {
  return {
    id: 'classes',
    field,
    outputShape: () => [names.length],
    storage: 'index',
    encodedShape: () => [],
    encode: (example) => [of(example)],
    answer: (example) => Float32Array.of(of(example)),
    activation: 'softmax',
    decode: (output) => output,
    scale: 1,
    classes: names,
  };
}
