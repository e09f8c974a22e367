import type { ClassName } from '../datasets/dataset';
import type { Target } from './target';

/**
 * Which of some tags apply: each by itself, none or several. A head gives a logit for each, which
 * a sigmoid makes its probability.
 * @param field the data set's field of such tags, 0 and 1
 * @param names the tags in the order of their places
 */
export function tags(field: string, names: readonly ClassName[]): Target {
  return {
    id: 'tags',
    field,
    outputShape: () => [names.length],
    storage: 'numbers',
    encodedShape: () => [names.length],
    encode: (example) => Array.from(example(field)),
    answer: (example) => Float32Array.from(example(field)),
    activation: 'sigmoid',
    decode: (output) => output,
    scale: 1,
    classes: names,
  };
}
