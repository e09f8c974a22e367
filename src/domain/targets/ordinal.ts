import type { ClassName } from '../datasets/dataset';
import type { Target } from './target';

/**
 * One of some levels that have an order. A head gives a logit for each level but the lowest, to the
 * question whether it is reached (Niu et al. 2016); as many as are above 0 are the answer's level.
 * @param field the data set's field of such levels
 * @param names the levels, the lowest first
 */
export function ordinal(field: string, names: readonly ClassName[]): Target {
  const questions = names.length - 1;
  return {
    id: 'ordinal',
    field,
    outputShape: () => [questions],
    storage: 'index',
    encodedShape: () => [],
    encode: (example) => [example(field)[0] ?? 0],
    answer: (example) => Float32Array.of(example(field)[0] ?? 0),
    activation: 'none',
    decode: (output) =>
      Float32Array.from({ length: output.length / questions }, (_, example) =>
        output.subarray(example * questions, (example + 1) * questions).filter((logit) => logit > 0).length,
      ),
    scale: 1,
    classes: names,
  };
}
