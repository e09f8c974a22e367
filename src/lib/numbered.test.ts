import { expect, it } from 'vitest';
import { numbered } from './numbered';

it('numbers titles that are the same, and leaves the others', () => {
  expect(numbered(['digit', 'ink', 'digit', 'loop', 'digit'])).toEqual(['digit (1)', 'ink', 'digit (2)', 'loop', 'digit (3)']);
});
