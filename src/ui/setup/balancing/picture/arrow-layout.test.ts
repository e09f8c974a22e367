import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { angleBetween, arrowLayout, lengthOf, pictureSize, type DrawnArrow } from './arrow-layout';

const length = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
const angle = fc.double({ min: 0, max: Math.PI, noNaN: true });
const arrow = (size: number, turned: number) => ({ x: size * Math.cos(turned), y: size * Math.sin(turned) });
const drawnAngle = (one: DrawnArrow, other: DrawnArrow) =>
  angleBetween({ x: one.to.x - one.from.x, y: one.to.y - one.from.y }, { x: other.to.x - other.from.x, y: other.to.y - other.from.y });

it('arrows lie in the picture, part by the angle that they have, and their lengths compare as they do', () => {
  fc.assert(
    fc.property(length, length, angle, length, fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }), (first, second, between, third, direction) => {
      const given = [arrow(first, 0), arrow(second, between)] as const;
      const { gradients, step } = arrowLayout(given, arrow(third, direction));
      const drawn = [...gradients, ...(step === undefined ? [] : [step])];
      for (const { to, toScale } of drawn) {
        // One that is drawn longer than it is may reach a little into the margin.
        const room = toScale ? 1e-6 : 14;
        expect(to.x).toBeGreaterThanOrEqual(-room);
        expect(to.x).toBeLessThanOrEqual(pictureSize.width + room);
        expect(to.y).toBeGreaterThanOrEqual(-room);
        expect(to.y).toBeLessThanOrEqual(pictureSize.height + room);
      }
      const [one, other] = gradients;
      if (one === undefined || other === undefined) throw new Error('two are drawn');
      expect(drawnAngle(one, other)).toBeCloseTo((between * 180) / Math.PI, 3);
      if (one.toScale && other.toScale) {
        const size = ({ from, to }: DrawnArrow) => Math.hypot(to.x - from.x, to.y - from.y);
        expect(size(one) / size(other)).toBeCloseTo(lengthOf(given[0]) / lengthOf(given[1]), 6);
      }
    }),
  );
});

it('a direction that is only rounding is no step, and one that is far too long is not to scale', () => {
  const gradients = [{ x: 1, y: 0 }, { x: 0, y: 1 }] as const;
  expect(arrowLayout(gradients, { x: 1e-9, y: 0 }).step).toBeUndefined();
  expect(arrowLayout(gradients, { x: Number.NaN, y: 0 }).step).toBeUndefined();
  expect(arrowLayout(gradients, { x: 50, y: 50 }).step?.toScale).toBe(false);
  expect(arrowLayout(gradients, { x: 1, y: 1 }).step?.toScale).toBe(true);
});
