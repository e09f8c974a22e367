import { expect, it } from 'vitest';
import type { BalancingId } from './balancing-methods';
import { weightsOnExample } from './weights-on-example';

const share = (id: BalancingId) => {
  const [fast, slow] = weightsOnExample(id, {}).weights;
  return fast / (fast + slow);
};

it('methods that go by relative change raise the small loss of the fast learner', () => {
  // GLS weighs by 1 / loss; what is learned for the other two comes near to that.
  const { losses } = weightsOnExample('gls', {});
  expect(share('gls')).toBeCloseTo(losses[1] / (losses[0] + losses[1]), 3);
  for (const id of ['uw', 'imtl-l'] as const) expect(share(id)).toBeGreaterThan(0.7);
});

it('methods that go by speed raise the slow learner', () => {
  for (const id of ['dwa', 'gradnorm', 'excess'] as const) expect(share(id)).toBeLessThan(0.5);
});

it('static weights stay, and random ones are finite', () => {
  expect(share('static')).toBe(0.5);
  expect(share('rlw')).toBeGreaterThan(0);
  expect(share('rlw')).toBeLessThan(1);
});
