import { expect, it } from 'vitest';
import { tiePath } from './tie-path';

const box = (x: number, y: number) => ({ x, y, width: 100, height: 80 });

it('runs from bottom to top between layers one above the other, whichever comes first', () => {
  const { path, x, y, anchor } = tiePath(box(0, 0), box(20, 180), false);
  expect(path).toBe('M50,80Q60,130 70,180');
  expect([x, y, anchor]).toEqual([68, 130, 'start']);
  expect(tiePath(box(20, 180), box(0, 0), false).path).toBe('M70,180Q60,130 50,80');
});

it('runs from side to side between layers beside each other', () => {
  expect(tiePath(box(0, 0), box(200, 10), false).path).toBe('M100,40Q150,45 200,50');
});

it('writes the strength beside a badge of the lower layer', () => {
  expect(tiePath(box(0, 0), box(20, 180), true)).toMatchObject({ x: 116, y: 130 });
  expect(tiePath(box(20, 180), box(0, 0), true)).toMatchObject({ x: 116, y: 130 });
});

it('bows where another layer may stand between, and the strength stands below the upper layer', () => {
  const { path, x, y, anchor } = tiePath(box(0, 0), box(0, 220), true);
  // Boxes are 100 wide around 50: the middle of the curve lies left of such a box between.
  expect(path).toBe('M50,80Q-86,150 50,220');
  expect([x, y, anchor]).toEqual([58, 95, 'start']);
  expect(tiePath(box(0, 220), box(0, 0), true)).toMatchObject({ x: 58, y: 95 });
});
