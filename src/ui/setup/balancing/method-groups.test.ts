import { expect, it } from 'vitest';
import type { BalancingId } from '../../../domain/balancing/balancing-methods';
import { groupOf, type MethodGroup } from './method-groups';

const families: readonly (readonly [MethodGroup, readonly BalancingId[]])[] = [
  ['fixed', ['static', 'rlw']],
  ['losses', ['uw', 'dwa', 'gls', 'imtl-l', 'stch', 'famo', 'gradnorm']],
  ['gradients', ['mgda', 'mgda-ub', 'pcgrad', 'cagrad', 'db-mtl', 'excess']],
];

it.each(families)('methods stand with their family in the literature: %s', (group, members) => {
  expect(members.filter((id) => groupOf(id) !== group)).toEqual([]);
});
