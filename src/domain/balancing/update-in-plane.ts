import { mapPair, type Pair } from '../../lib/pair';
import { randomKey } from '../../lib/random';
import type { ParameterValues } from '../parameters';
import { beforeFirstStep } from './balancing-method';
import { balancingMethod, type BalancingId } from './balancing-methods';
import { balancingRule } from './balancing-rules';

/** An arrow from the origin. */
export interface Arrow {
  readonly x: number;
  readonly y: number;
}

/** Two tasks' gradients by what does not depend on coordinates, and what methods may read besides. */
export interface TwoGradients {
  readonly lengths: Pair<number>;
  /** −1 to 1. */
  readonly cosine: number;
  readonly losses: Pair<number>;
  /** The tasks' weights as set. */
  readonly preference: Pair<number>;
}

/** Two gradients in the plane that they span, the first along x, and what a method makes of them. */
export interface UpdateInPlane {
  readonly gradients: Pair<Arrow>;
  /** The direction d; the update goes along −d. Not-a-number where the method finds none. */
  readonly direction: Arrow;
}

/**
 * The first update that a method makes of two gradients, by its own rule: what it keeps from step to
 * step is as before its first one, and a draw is always the same.
 */
export function updateInPlane(id: BalancingId, values: ParameterValues, { lengths, cosine, losses, preference }: TwoGradients): UpdateInPlane {
  const method = balancingMethod(id);
  const sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
  const [first, second] = lengths;
  const gradients: Pair<Arrow> = [
    { x: first, y: 0 },
    { x: second * cosine, y: second * sine },
  ];
  const { weights, direction } = balancingRule(id).balance({
    losses,
    gram: method.needs === 'gram' ? gradients.map((one) => gradients.map((other) => one.x * other.x + one.y * other.y)) : [],
    jacobian: method.needs === 'jacobian' ? gradients.map(({ x, y }) => Float32Array.of(x, y)) : [],
    preference,
    values,
    step: 0,
    epoch: 0,
    random: randomKey('plane'),
    ...beforeFirstStep(method, 2),
  });
  if (direction !== undefined) return { gradients, direction: { x: direction[0] ?? Number.NaN, y: direction[1] ?? Number.NaN } };
  const parts = mapPair(gradients, ({ x, y }, task) => ({ x: x * (weights?.[task] ?? Number.NaN), y: y * (weights?.[task] ?? Number.NaN) }));
  return { gradients, direction: { x: parts[0].x + parts[1].x, y: parts[0].y + parts[1].y } };
}
