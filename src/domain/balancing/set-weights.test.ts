import { describe, expect, it } from 'vitest';
import { keysOf } from '../../lib/keys';
import { balancingMethods } from './balancing-methods';
import { tasksLeftOut } from './set-weights';

describe('tasks are left out', () => {
  it('by a set weight of 0 where it counts: static weights, a preference, and outside balancing', () => {
    expect([...tasksLeftOut('static', [0, 0.5, 0], [0, 1, 2])]).toEqual([0, 2]);
    expect([...tasksLeftOut('aligned', [0.5, 0], [0, 1])]).toEqual([1]);
    expect([...tasksLeftOut('pcgrad', [0, 0.5, 0], [0, 1])]).toEqual([2]);
    expect([...tasksLeftOut('static', [1e-9, -1], [0, 1])]).toEqual([]);
  });

  it('by no weight of a method that sets them itself', () => {
    for (const method of keysOf(balancingMethods)) {
      const counts = balancingMethods[method].usesPreference;
      expect([...tasksLeftOut(method, [0, 1], [0, 1])]).toEqual(counts ? [0] : []);
    }
  });
});
