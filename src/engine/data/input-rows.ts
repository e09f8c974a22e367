import type { DataField } from '../../domain/datasets/dataset';
import { inputShape } from '../../domain/datasets/input-fields';
import { sizeOf } from '../../domain/shape';
import type { Plane } from '../../data/example-shard';

/**
 * What a network takes in of a field of numbers, classes, levels or tags, for each example of a
 * shard: [count, size], numbers less their mean and divided by their deviation where the data set
 * knows these, and a 1 for the class. 0 all over, which is the mean, where the field is missing, and
 * for a number that is none. Throws for a field that no network takes in as numbers.
 */
export function inputRows(field: DataField, plane: Plane, count: number): Float32Array {
  const shape = field.kind === 'image' ? undefined : inputShape(field);
  if (shape === undefined) throw new Error(`a field of kind ${field.kind} gives no numbers`);
  const columns = sizeOf(shape);
  const rows = new Float32Array(count * columns);
  const standardised = standardiser(field);
  for (let row = 0; row < count; row += 1) {
    if (plane.missing?.[row] === 1) continue;
    if (field.kind === 'class' || field.kind === 'ordinal') {
      rows[row * columns + (plane.values[row] ?? 0)] = 1;
      continue;
    }
    for (let column = 0; column < columns; column += 1) {
      const number = standardised(plane.values[row * columns + column] ?? Number.NaN, column);
      rows[row * columns + column] = Number.isNaN(number) ? 0 : number;
    }
  }
  return rows;
}

/** Numbers that are all the same, of a deviation of 0, come in as their distance from the mean. */
function standardiser(field: DataField): (value: number, column: number) => number {
  switch (field.kind) {
    case 'value':
      return (value) => (value - field.mean) / field.deviation;
    case 'vector': {
      const { mean = [], deviation = [] } = field;
      return (value, column) => (value - (mean[column] ?? 0)) / (deviation[column] || 1);
    }
    default:
      return (value) => value;
  }
}
