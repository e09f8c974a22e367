import { activated, type Epilogue } from './product-columns';
import type { Program } from './runner-program';
import { forEachIndex } from './threads';

/**
 * Adds up the parts of a product whose depth was split: [parts, …, columns] → […, columns], with
 * bias and activation behind the sum.
 */
export function partsProgram({ bias, activation }: Epilogue): Program {
  return {
    key: `ProductParts ${String(bias)} ${activation}`,
    inputs: [['parts', 'f32'], ...(bias ? [['bias', 'f32'] as const] : [])],
    outputs: [['result', 'f32']],
    body: () => forEachIndex('arrayLength(&result)', `
  var sum = vec4<f32>();
  for (var place = index; place < arrayLength(&parts); place += arrayLength(&result)) { sum.x += parts[place]; }
  ${bias ? 'sum.x += bias[index % arrayLength(&bias)];' : ''}
  result[index] = ${activated(activation, 'sum')}.x;`),
  };
}
