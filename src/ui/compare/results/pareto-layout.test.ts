import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeNames } from './pareto-layout';

const picture = { x: 0, y: 0, width: 400, height: 200 };

it('a name stands at the right of its point where there is room', () => {
  expect(placeNames([{ x: 100, y: 50, name: 'One' }], [], picture)).toEqual([{ x: 109, y: 50, textAnchor: 'start' }]);
});

it('a name that would leave the picture, or cover another point, stands elsewhere', () => {
  expect(placeNames([{ x: 380, y: 50, name: 'Random loss weighting' }], [], picture)).toEqual([{ x: 371, y: 50, textAnchor: 'end' }]);
  const [first] = placeNames([{ x: 150, y: 50, name: 'Static weights' }, { x: 180, y: 50, name: 'PCGrad' }], [], picture);
  expect(first).toEqual({ x: 141, y: 50, textAnchor: 'end' });
});

it('a name keeps clear of the line', () => {
  const points = [{ x: 100, y: 50, name: 'One' }, { x: 300, y: 60, name: 'Other' }];
  expect(placeNames(points, points, picture).map(({ textAnchor }) => textAnchor)).toEqual(['end', 'start']);
});

it('names of two points never cover each other in a picture with room', () => {
  const place = fc.integer({ min: 120, max: 280 });
  fc.assert(
    fc.property(place, place, place, place, (x, y, x2, y2) => {
      const [one, other] = placeNames([{ x, y, name: 'PCGrad' }, { x: x2, y: y2, name: 'FAMO' }], [], { ...picture, height: 400 });
      if (one === undefined || other === undefined) throw new Error('a name is missing');
      const sides = (name: typeof one, size: number) => {
        const left = { start: name.x, middle: name.x - size / 2, end: name.x - size }[name.textAnchor];
        return [left, left + size] as const;
      };
      const [left, right] = sides(one, 6 * 6.4);
      const [left2, right2] = sides(other, 4 * 6.4);
      expect(Math.abs(one.y - other.y) >= 14 || right <= left2 || left >= right2).toBe(true);
    }),
  );
});
