import { fieldSize, type DataField, type Dataset } from '../domain/datasets/dataset';
import { own } from '../lib/json';
import type { ExampleShard } from './example-shard';

/**
 * What keeps examples from being those of a data set, in words for whoever looks into it; undefined
 * where nothing does. Each field must be there, of its size, images in bytes; what is an index must
 * be one of so many; marks of missing ones only where they may be missing.
 */
export function shardFault(facts: Dataset, { fields }: ExampleShard): string | undefined {
  for (const [name, field] of Object.entries(facts.fields)) {
    const plane = own(fields, name);
    if (plane === undefined || plane.size !== fieldSize(facts, name)) return `no field ${name} of its size`;
    const { values, missing } = plane;
    if (field.kind === 'image' && !(values instanceof Uint8Array)) return `${name} is not in bytes`;
    if (missing !== undefined && field.mayBeMissing !== true) return `${name} cannot be missing`;
    const choices = choicesOf(field);
    if (choices !== undefined && values.some((value) => !(Number.isInteger(value) && value >= 0 && value < choices))) {
      return `${name} out of range`;
    }
  }
  return undefined;
}

/** How many values there are to choose from for a number of a field; undefined where it is a measure. */
function choicesOf(field: DataField): number | undefined {
  switch (field.kind) {
    case 'class':
    case 'mask':
      return field.classes.length;
    case 'ordinal':
      return field.levels.length;
    case 'tags':
      return 2;
    case 'tokens':
      return field.vocabulary;
    default:
      return undefined;
  }
}
