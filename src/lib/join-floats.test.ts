import { expect, it } from 'vitest';
import { joinFloats } from './join-floats';

it('parts stand one after another, empty ones taking no room', () => {
  const parts = [Float32Array.of(1, 2), new Float32Array(), Float32Array.of(Number.NaN), Float32Array.of(-3, 0.5)];
  expect(joinFloats(parts)).toEqual(Float32Array.of(1, 2, Number.NaN, -3, 0.5));
  expect(joinFloats([])).toEqual(new Float32Array());
});
