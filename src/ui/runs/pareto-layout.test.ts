import { expect, it } from 'vitest';
import { placeNames } from './pareto-layout';

it('names of points at the same place do not cover each other', () => {
  const names = placeNames([{ x: 100, y: 50, name: 'One' }, { x: 102, y: 51, name: 'Two' }, { x: 100, y: 120, name: 'Three' }], 400, 10, 200);
  expect(Math.abs((names[0]?.y ?? 0) - (names[1]?.y ?? 0))).toBeGreaterThanOrEqual(15);
  expect(names[2]).toEqual({ x: 110, y: 120, anchor: 'start', text: 'Three' });
});

it('a name that would leave the picture stands at the left of its point', () => {
  expect(placeNames([{ x: 380, y: 50, name: 'Random loss weighting' }], 400, 10, 200)).toEqual([
    { x: 370, y: 50, anchor: 'end', text: 'Random loss weighting' },
  ]);
});
