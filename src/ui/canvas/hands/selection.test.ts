import { expect, test } from 'vitest';
import { selectionAfter } from './selection';

test('what is selected stays in its order, and what comes stands behind it', () => {
  const before = ['a', 'b', 'c'];
  expect(selectionAfter(before, [{ id: 'b', selected: false }, { id: 'd', selected: true }, { id: 'a', selected: true }])).toEqual(['a', 'c', 'd']);
  expect(selectionAfter(before, [{ id: 'x', selected: false }])).toBe(before);
});
