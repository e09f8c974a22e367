import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { limits } from '../src/experiment/limits';
import { InputError, textOf } from './command-input';

it('a file that is too large to be an experiment is refused by its size, before it is read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'input-'));
  const file = join(folder, 'large.json');
  writeFileSync(file, '{}');
  expect(textOf(file)).toBe('{}');
  truncateSync(file, limits.fileBytes + 1);
  expect(() => textOf(file)).toThrow(InputError);
  expect(() => textOf(file)).toThrow(`${limits.fileBytes + 1} bytes`);
  rmSync(folder, { recursive: true });
});
