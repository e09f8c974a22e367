import { ownKernel } from './kernel-attributes';
import { partsFor, sumRows } from './row-sums';
import { free, isEmpty, runProgram, zeros } from './runner';
import type { Program } from './runner-program';
import { forEachIndex, workgroupsFor } from './threads';

/** Each sum over a part of the examples, every so manieth: [parts, 2 + 3 · values]. */
function partialSums(weighted: boolean): Program {
  return {
    key: `RegressionSums of parts${weighted ? ', weighted' : ''}`,
    inputs: [['prediction', 'f32'], ['truth', 'f32'], ...(weighted ? [['exampleWeights', 'f32']] as const : [])],
    outputs: [['sums', 'f32']],
    uniforms: [['values', 'u32'], ['examples', 'u32'], ['parts', 'u32']],
    body: () => partialSumsBody(weighted ? ' * exampleWeights[example]' : ''),
  };
}

const partialSumsBody = (factor: string) => `
fn term(sum: u32, example: u32) -> f32 {
  let first = example * uniforms.values;
  if (sum == 0u) {
    var errors = 0.0;
    for (var place = first; place < first + uniforms.values; place += 1u) { errors += abs(prediction[place] - truth[place]); }
    return errors;
  }
  if (sum == 1u) { return 1.0; }
  let place = first + (sum - 2u) % uniforms.values;
  let error = prediction[place] - truth[place];
  let kind = (sum - 2u) / uniforms.values;
  return select(select(truth[place] * truth[place], truth[place], kind == 1u), error * error, kind == 0u);
}
${forEachIndex('arrayLength(&sums)', `
  let length = 2u + 3u * uniforms.values;
  var total = 0.0;
  for (var example = index / length; example < uniforms.examples; example += uniforms.parts) { total += term(index % length, example)${factor}; }
  sums[index] = total;`)}`;

/**
 * All sums of a regression in two dispatches; stock operations take about fourteen, four of them
 * with barriers.
 */
export const regressionSums = ownKernel('RegressionSums', ({ backend, tensor, optional }) => {
  const [prediction, target, exampleWeights] = [tensor('prediction'), tensor('target'), optional('exampleWeights')];
  const [examples = 0, values = 0] = target.shape;
  const length = 2 + 3 * values;
  if (isEmpty(target)) return zeros(backend, [length]);
  const parts = partsFor(examples);
  const inputs = [prediction, target, ...(exampleWeights === undefined ? [] : [exampleWeights])];
  const program = partialSums(exampleWeights !== undefined);
  const partial = runProgram(backend, program, inputs, [parts, length], workgroupsFor(parts * length), [['u32', values, examples, parts]]);
  const sums = sumRows(backend, partial, [length]);
  free(backend, partial);
  return sums;
});
