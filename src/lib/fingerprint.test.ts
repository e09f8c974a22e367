import { expect, it } from 'vitest';
import { fingerprintOf } from './fingerprint';

/** A row with these bits. */
const row = (...words: readonly number[]) => new Float32Array(Uint32Array.from(words).buffer);

it('is MurmurHash3 of the bits', () => {
  // Of the reference implementation for seed 0x9747b28c: no bytes, "aaaa", and "abcd" as a
  // little-endian machine reads it.
  expect(fingerprintOf(row()).slice(0, 8)).toBe('ebb6c228');
  expect(fingerprintOf(row(0x61616161)).slice(0, 8)).toBe('5a97808a');
  expect(fingerprintOf(row(0x64636261)).slice(0, 8)).toBe('f0478627');
});

it('depends on every bit and on the order of the numbers, and not on how they are put in rows', () => {
  const numbers = Float32Array.from({ length: 300 }, (_, index) => Math.sin(index));
  const of = fingerprintOf(numbers);
  expect(of).toMatch(/^[0-9a-f]{16}$/);
  expect(fingerprintOf(numbers.subarray(0, 7), numbers.subarray(7))).toBe(of);
  expect(fingerprintOf(numbers.toReversed())).not.toBe(of);
  const others = new Set([of]);
  for (let bit = 0; bit < 32 * 300; bit += 1) {
    const changed = new Uint32Array(Float32Array.from(numbers).buffer);
    changed[bit >> 5] = (changed[bit >> 5] ?? 0) ^ (1 << (bit & 31));
    others.add(fingerprintOf(new Float32Array(changed.buffer)));
  }
  expect(others.size).toBe(1 + 32 * 300);
});
