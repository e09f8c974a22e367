import { limits } from '../../../../experiment/limits';
import { fail, ok, type Result } from '../../../../lib/result';
import { faultIn, type ImportFault } from '../../fault';
import type { Column } from '../../found';
import { labelsOf } from '../../names';
import type { NpyArray } from './npy-file';
import { isFloat, type Tensor } from './tensor';

/** What a column holds, whatever it is called. */
export type ColumnValues = Column extends infer Known ? (Known extends Column ? Omit<Known, 'id' | 'title'> : never) : never;

/**
 * The labels of all parts of a data set in one column: texts and few different whole numbers are
 * classes, several columns of 0 and 1 are flags, everything else is numbers.
 * @param names of the classes, by their number; the numbers themselves where they are left out
 * Faults: not-finite, unsupported.
 */
export function columnOf(file: string, parts: readonly NpyArray[], names: readonly string[] | undefined): Result<ColumnValues, ImportFault> {
  const texts = parts.flatMap((part) => ('texts' in part ? [part.texts] : []));
  if (texts.length === parts.length) return ok({ kind: 'labels', ...labelsOf(texts.flat()) });
  const tensors = parts.filter((part): part is Tensor => 'values' in part);
  const [first] = tensors;
  if (first === undefined || texts.length > 0) return fail(faultIn(file, 'unsupported', { what: 'dtype' }));
  const size = first.shape.slice(1).reduce((product, length) => product * length, 1);
  if (first.shape.length > 2 || size < 1 || tensors.some(({ shape }) => (shape[1] ?? 1) !== size)) {
    return fail(faultIn(file, 'unsupported', { what: first.shape.join(' × ') }));
  }
  const values = new Float64Array(tensors.reduce((sum, part) => sum + part.values.length, 0));
  let at = 0;
  for (const part of tensors) {
    values.set(part.values, at);
    at += part.values.length;
  }
  const infinite = values.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
  if (infinite >= 0) return fail(faultIn(file, 'not-finite', { value: String(values[infinite]) }, { of: 'row', at: Math.floor(infinite / size) + 1 }));
  const whole = tensors.every(({ type }) => !isFloat(type));
  if (size > 1) {
    const isFlags = values.every((value) => value === 0 || value === 1) && size <= limits.classes;
    return ok(isFlags ? { kind: 'flags', names: namesUpTo(size, names), values: Uint8Array.from(values) } : { kind: 'numbers', size, values });
  }
  if (!whole) return ok({ kind: 'numbers', size, values });
  return classesOf(file, values, names);
}

/** Whole numbers as classes: by their number where they are named, or count up from 0. */
function classesOf(file: string, values: Float64Array, names: readonly string[] | undefined): Result<ColumnValues, ImportFault> {
  let [least, most] = [0, 0];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  if (names !== undefined) {
    const row = values.findIndex((value) => value >= names.length);
    if (row >= 0) return fail(faultIn(file, 'label-out-of-range', { value: values[row] ?? 0, most: names.length - 1 }, { of: 'row', at: row + 1 }));
    return ok({ kind: 'labels', values: Int32Array.from(values, (value) => Math.max(-1, value)), classes: names });
  }
  if (least >= -1 && most < limits.classes) {
    return ok({ kind: 'labels', values: Int32Array.from(values), classes: Array.from({ length: most + 1 }, (_, label) => String(label)) });
  }
  const different = new Set(values);
  if (different.size > limits.classes) return ok({ kind: 'numbers', size: 1, values });
  const sorted = [...different].toSorted((one, other) => one - other);
  const places = new Map(sorted.map((value, place) => [value, place]));
  return ok({ kind: 'labels', values: Int32Array.from(values, (value) => places.get(value) ?? -1), classes: sorted.map(String) });
}

function namesUpTo(size: number, names: readonly string[] | undefined): readonly string[] {
  return Array.from({ length: size }, (_, index) => names?.[index] ?? String(index));
}
