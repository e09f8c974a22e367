import type { Tensor } from '@tensorflow/tfjs-core';
import { tidy } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { useBackend } from '../../backend/node-backends';
import { allNumbersOf, normalNumbers, onBackend, type Numbers } from '../../oracle.test-helpers';

/**
 * How far a kernel's number may be from the composed form's, relative to 1 + that number or the
 * largest of all.
 */
const tolerance = 1e-4;

/** Normal numbers of that shape, the same for the same shape and name. */
export function some(shape: readonly number[], name = 'a'): Numbers {
  return normalNumbers(`${name} ${shape.join()}`, shape);
}

/**
 * Runs the same computation on the cpu backend, which has no kernels of ours and so composes it of
 * stock operations, and on WASM, and expects the same numbers, NaN and infinities included.
 */
export async function expectSame(inputs: readonly Numbers[], compute: (...tensors: Tensor[]) => readonly Tensor[]): Promise<Numbers[]> {
  const cpu = await resultsOn('cpu', inputs, compute);
  const wasm = await resultsOn('wasm', inputs, compute);
  expect(wasm.map(({ shape }) => shape)).toEqual(cpu.map(({ shape }) => shape));
  wasm.forEach((result, index) => expectClose(result, cpu[index]));
  return wasm;
}

/** Runs a computation on a backend and reads its results. */
export async function resultsOn(
  backend: 'cpu' | 'wasm',
  inputs: readonly Numbers[],
  compute: (...tensors: Tensor[]) => readonly Tensor[],
): Promise<Numbers[]> {
  await useBackend(backend);
  const results = tidy(() => [...compute(...inputs.map(onBackend))]);
  const numbers = await allNumbersOf(results);
  for (const result of results) result.dispose();
  return numbers;
}

function expectClose(found: Numbers, expected: Numbers | undefined): void {
  const values = expected?.values ?? new Float32Array();
  const finite = values.filter(Number.isFinite);
  const largest = finite.reduce((bound, value) => Math.max(bound, Math.abs(value)), 0);
  const wrong = [...values].flatMap((value, place) => {
    const own = found.values[place] ?? Number.NaN;
    if (!Number.isFinite(value)) return Object.is(value, own) ? [] : [{ place, value, own }];
    return Math.abs(own - value) <= tolerance * (1 + largest) ? [] : [{ place, value, own }];
  });
  expect(wrong.slice(0, 5)).toEqual([]);
}
