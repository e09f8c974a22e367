import { expect, it } from 'vitest';
import { groupOf, methodIds } from './method-groups';

it('every method stands in a group, as its family in the literature', () => {
  const members = (group: string) => methodIds.filter((id) => groupOf(id) === group);
  expect(members('fixed')).toEqual(['static', 'rlw']);
  expect(members('losses')).toEqual(['uw', 'dwa', 'gls', 'imtl-l', 'stch', 'famo', 'gradnorm']);
  expect(members('gradients')).toContain('pcgrad');
  expect(members('gradients')).toContain('db-mtl');
  expect(methodIds).toHaveLength(24);
});
