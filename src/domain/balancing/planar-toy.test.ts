import { describe, expect, it } from 'vitest';
import type { BalancingId } from './balancing-methods';
import { balancingRule } from './balancing-rules';
import { at } from './solvers/matrix';
import { inputOf } from './testing.test-helpers';

/**
 * The two objectives in the plane of CAGrad's paper (Liu et al. 2021, appendix), which only differ
 * in how they reach their common optimum: a valley in which plain descent gets stuck where the
 * gradients of the two oppose each other.
 */
type Plane = readonly [number, number];

function lossesAt([x, y]: Plane): [number, number] {
  const { c1, c2, inside1, inside2 } = partsAt([x, y]);
  const f1 = Math.log(Math.max(Math.abs(inside1), 5e-6)) + 6;
  const f2 = Math.log(Math.max(Math.abs(inside2), 5e-6)) + 6;
  const q1 = ((-x + 7) ** 2 + 0.1 * (-y - 8) ** 2) / 10 - 20;
  const q2 = ((-x - 7) ** 2 + 0.1 * (-y - 8) ** 2) / 10 - 20;
  return [c1 * f1 + c2 * q1, c1 * f2 + c2 * q2];
}

function partsAt([x, y]: Plane) {
  return {
    c1: Math.max(Math.tanh(0.5 * y), 0),
    c2: Math.max(Math.tanh(-0.5 * y), 0),
    inside1: 0.5 * (-x - 7) - Math.tanh(-y),
    inside2: 0.5 * (-x + 3) + Math.tanh(-y) + 2,
  };
}

/** [2][2] the gradients of both losses. */
function jacobianAt([x, y]: Plane): [number[], number[]] {
  const { c1, c2, inside1, inside2 } = partsAt([x, y]);
  const [f1, f2] = [inside1, inside2].map((inside) => Math.log(Math.max(Math.abs(inside), 5e-6)) + 6);
  const half = 0.5 * (1 - Math.tanh(0.5 * y) ** 2);
  const [c1y, c2y] = [y > 0 ? half : 0, y < 0 ? -half : 0];
  // d tanh(−y) / dy
  const bend = -(1 - Math.tanh(y) ** 2);
  const flat = (inside: number) => Math.abs(inside) <= 5e-6;
  const [f1x, f1y] = flat(inside1) ? [0, 0] : [-0.5 / inside1, -bend / inside1];
  const [f2x, f2y] = flat(inside2) ? [0, 0] : [-0.5 / inside2, bend / inside2];
  const [q1, q2] = [7, -7].map((shift) => ((-x + shift) ** 2 + 0.1 * (-y - 8) ** 2) / 10 - 20);
  const qy = 0.02 * (y + 8);
  return [
    [c1 * f1x + (c2 * (x - 7)) / 5, c1y * at([f1 ?? 0], 0) + c1 * f1y + c2y * at([q1 ?? 0], 0) + c2 * qy],
    [c1 * f2x + (c2 * (x + 7)) / 5, c1y * at([f2 ?? 0], 0) + c1 * f2y + c2y * at([q2 ?? 0], 0) + c2 * qy],
  ];
}

/** 100,000 steps of Adam (1e-3, .9, .999, 1e-8) along the method's direction. */
function descend(id: BalancingId, values: Record<string, number>, from: Plane): Plane {
  const { balance } = balancingRule(id);
  const input = inputOf(id, jacobianAt(from), { values, preference: [0.5, 0.5], jacobian: [] });
  let [x, y] = from;
  const first = [0, 0];
  const second = [0, 0];
  for (let step = 1; step <= 100_000; step += 1) {
    const [g1, g2] = jacobianAt([x, y]);
    const [a = 0, b = 0, c = 0, d = 0] = [...g1, ...g2];
    const { weights = [] } = balance({ ...input, gram: [[a * a + b * b, a * c + b * d], [a * c + b * d, c * c + d * d]], step });
    const direction = [at(weights, 0) * a + at(weights, 1) * c, at(weights, 0) * b + at(weights, 1) * d];
    const change = direction.map((slope, axis) => {
      first[axis] = 0.9 * at(first, axis) + 0.1 * slope;
      second[axis] = 0.999 * at(second, axis) + 0.001 * slope * slope;
      const mean = at(first, axis) / (1 - 0.9 ** step);
      return (1e-3 * mean) / (Math.sqrt(at(second, axis) / (1 - 0.999 ** step)) + 1e-8);
    });
    x -= at(change, 0);
    y -= at(change, 1);
  }
  return [x, y];
}

// A few seconds of work; the time-out is for machines that do other things besides.
describe('the planar toy', { timeout: 120_000 }, () => {
  it('has the gradients of its losses', () => {
    for (const point of [[-8.5, 7.5], [9, 9], [-8.5, -5], [0.3, -2], [4, 0.7], [-3, 2.2]] satisfies Plane[]) {
      jacobianAt(point).forEach((row, task) =>
        row.forEach((slope, axis) => {
          const lossAt = (by: number) => at(lossesAt([point[0] + (axis === 0 ? by : 0), point[1] + (axis === 1 ? by : 0)]), task);
          expect(slope).toBeCloseTo((lossAt(1e-6) - lossAt(-1e-6)) / 2e-6, 5);
        }),
      );
    }
  });

  it.each([
    { from: [-8.5, 7.5], to: [-5.046, 2.147] },
    { from: [9, 9], to: [5.022, 2.31] },
    { from: [-8.5, -5], to: [0, -8.355] },
  ] satisfies { from: Plane; to: Plane }[])('the plain mean goes from $from to $to', ({ from, to }) => {
    const [x, y] = descend('static', {}, from);
    expect(Math.abs(x - to[0])).toBeLessThan(0.01);
    expect(Math.abs(y - to[1])).toBeLessThan(0.01);
  });

  it.each([[-8.5, 7.5], [9, 9], [-8.5, -5]] satisfies Plane[])('CAGrad with c = .5 reaches the optimum from (%d, %d)', (...from) => {
    const [x, y] = descend('cagrad', { c: 0.5 }, from);
    expect(Math.abs(x)).toBeLessThan(0.01);
    expect(Math.abs(y + 8.355)).toBeLessThan(0.01);
    for (const loss of lossesAt([x, y])) expect(Math.abs(loss + 15.0916)).toBeLessThan(1e-3);
  });
});
