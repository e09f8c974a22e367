import { expect, it } from 'vitest';
import { balancingMethods } from './balancing-methods';
import { keysOf } from '../../lib/keys';
import { updateInPlane, type TwoGradients } from './update-in-plane';

const conflicting: TwoGradients = { lengths: [2, 1], cosine: -0.5, losses: [1, 0.5], preference: [0.25, 0.5] };

it('has the two gradients with their lengths and their angle', () => {
  const [first, second] = updateInPlane('static', {}, conflicting).gradients;
  expect(first).toEqual({ x: 2, y: 0 });
  expect(Math.hypot(second.x, second.y)).toBeCloseTo(1);
  expect(second.x / 1).toBeCloseTo(-0.5);
});

it('static weights add the gradients up as set', () => {
  const { direction } = updateInPlane('static', {}, conflicting);
  expect(direction.x).toBeCloseTo(0.25 * 2 - 0.5 * 0.5);
  expect(direction.y).toBeCloseTo(0.5 * Math.sqrt(0.75));
});

it('PCGrad takes out of each what opposes the other', () => {
  const { gradients, direction } = updateInPlane('pcgrad', {}, conflicting);
  // g1 - (g1.g2 / |g2|^2) g2 + g2 - (g1.g2 / |g1|^2) g1 with g1.g2 = -1
  const [first, second] = gradients;
  expect(direction.x).toBeCloseTo(first.x + second.x + second.x + first.x / 4);
  expect(direction.y).toBeCloseTo(first.y + second.y + second.y + first.y / 4);
});

it('MGDA makes the shortest vector, which is at right angles to the line between the tips', () => {
  const { gradients, direction } = updateInPlane('mgda', {}, conflicting);
  const [first, second] = gradients;
  expect(direction.x * (first.x - second.x) + direction.y * (first.y - second.y)).toBeCloseTo(0);
});

it('every method makes a finite direction of two gradients that conflict', () => {
  const odd = keysOf(balancingMethods).filter((id) => {
    const { x, y } = updateInPlane(id, {}, conflicting).direction;
    return !Number.isFinite(x) || !Number.isFinite(y);
  });
  expect(odd).toEqual([]);
});
