import { expect, it } from 'vitest';
import { median } from './median';

it('is the middle value, whatever the order; between two their mean', () => {
  expect(median([5, 1, 9])).toBe(5);
  expect(median([10, 9, 1, 2])).toBe(5.5);
  expect(median([3])).toBe(3);
  expect(median([])).toBeNaN();
});
