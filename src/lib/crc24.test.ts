import { expect, it } from 'vitest';
import { crc24 } from './crc24';

it('gives the check value of the catalogue of CRCs', () => {
  expect(crc24('123456789')).toBe(0x21cf02);
  expect(crc24('')).toBe(0xb704ce);
});

it('tells any two texts apart that differ in up to three neighbouring characters', () => {
  // The sum is linear: a difference is found wherever it stands if that of zeros and of the
  // difference by itself are not the same.
  const same = (difference: string) => crc24('\0'.repeat(difference.length)) === crc24(difference);
  for (let first = 1; first < 128; first += 1) {
    for (let rest = 0; rest < 128 * 128; rest += 1) {
      const difference = String.fromCharCode(first, rest >> 7, rest & 127);
      if (same(difference)) throw new Error(`not told apart: ${JSON.stringify(difference)}`);
    }
  }
});
