import { tensor, type Tensor } from '@tensorflow/tfjs-core';
import { sizeOf, type Shape } from '../domain/shape';
import { randomKey, randomNormal } from '../lib/random';

/** Numbers on the processor with their shape, so that the same ones can be put on any backend. */
export interface Numbers {
  readonly shape: Shape;
  readonly values: Float32Array;
}

/** The entry at that place. Throws when there is none. */
export function at<T>(list: readonly T[], index: number): T {
  const entry = list[index];
  if (entry === undefined) throw new Error(`no entry ${index} in a list of ${list.length}`);
  return entry;
}

/** Standard normal numbers, the same for the same name. */
export function normalNumbers(name: string, shape: Shape): Numbers {
  const key = randomKey('oracle', name);
  return { shape, values: Float32Array.from({ length: sizeOf(shape) }, (_, index) => randomNormal(key, index)) };
}

/** Puts numbers on the current backend. */
export function onBackend({ shape, values }: Numbers): Tensor {
  return tensor(Float32Array.from(values), [...shape], 'float32');
}

/** Reads a tensor back. */
export async function numbersOf(result: Tensor): Promise<Numbers> {
  return { shape: result.shape, values: Float32Array.from(await result.data()) };
}

/** Reads several tensors back. */
export function allNumbersOf(results: readonly Tensor[]): Promise<Numbers[]> {
  return Promise.all(results.map(numbersOf));
}

/**
 * The largest difference, relative to 1 + the largest value; infinite where shapes differ or
 * numbers are not finite.
 */
export function distance(first: Numbers, second: Numbers): number {
  if (first.shape.join() !== second.shape.join()) return Infinity;
  const largest = first.values.reduce((bound, value) => Math.max(bound, Math.abs(value)), 0);
  let difference = 0;
  first.values.forEach((value, index) => {
    const gap = Math.abs(value - (second.values[index] ?? NaN));
    difference = Number.isNaN(gap) ? Infinity : Math.max(difference, gap);
  });
  return difference / (1 + largest);
}

/** The inner product of two lists of numbers, in double precision. */
export function innerProduct(first: readonly Numbers[], second: readonly Numbers[]): number {
  return first.reduce(
    (total, { values }, which) =>
      values.reduce((sum, value, index) => sum + value * (second[which]?.values[index] ?? NaN), total),
    0,
  );
}

/** first + factor · second, entry by entry. */
export function moved(first: readonly Numbers[], second: readonly Numbers[], factor: number): Numbers[] {
  return first.map(({ shape, values }, which) => ({
    shape,
    values: values.map((value, index) => value + factor * (second[which]?.values[index] ?? NaN)),
  }));
}
