import { expect, it } from 'vitest';
import { balancingMethods, type BalancingId } from './balancing-methods';
import { keysOf } from '../../lib/keys';
import { groupOf, methodIds, oneOfEachGroup, recommendedMethods, type MethodGroup } from './method-groups';

const families: readonly (readonly [MethodGroup, readonly BalancingId[]])[] = [
  ['fixed', ['static', 'rlw']],
  ['losses', ['uw', 'dwa', 'gls', 'imtl-l', 'stch', 'famo', 'gradnorm']],
  ['gradients', ['mgda', 'mgda-ub', 'pcgrad', 'cagrad', 'db-mtl', 'excess']],
];

it.each(families)('methods stand with their family in the literature: %s', (group, members) => {
  expect(members.filter((id) => groupOf(id) !== group)).toEqual([]);
});

it('five recommended methods come first, one at least of every family, and every method is there once', () => {
  expect(methodIds.slice(0, 5)).toEqual(recommendedMethods);
  expect(new Set(recommendedMethods.map(groupOf)).size).toBe(3);
  expect(oneOfEachGroup).toEqual(['static', 'uw', 'pcgrad']);
  expect([...methodIds].sort()).toEqual(keysOf(balancingMethods).sort());
});
