import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileKernels, generatedFile, generatedSource, sectionsOf } from './build-kernels';

describe('the WASM kernels', () => {
  it('are what their source says: building them again gives the committed file', async () => {
    expect(generatedSource(await compileKernels())).toBe(readFileSync(generatedFile, 'utf8'));
  });

  it('sections of a module are told apart', () => {
    // Header, then a custom section (id 0) of 2 bytes and a data section (id 11) whose length takes
    // two bytes.
    const long = [11, 0x81, 0x01, ...Array.from({ length: 129 }, () => 0)];
    expect(sectionsOf(Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0, 0, 2, 9, 9, ...long]))).toEqual([0, 11]);
  });
});
