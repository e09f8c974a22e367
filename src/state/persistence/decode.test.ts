import { describe, expect, it } from 'vitest';
import { lengthOfKept } from '../../domain/balancing/kept-numbers';
import { balancingMethods } from '../../domain/balancing/balancing-methods';
import { defaultExperiment } from '../../experiment/default-experiment';
import { liveSettings } from '../../experiment/live-settings';
import type { Experiment } from '../../experiment/schema';
import { decodeRunState } from './decode';

/** A state as version 1 kept it, of the three tasks of the default document. */
function decoded(method: Experiment['balancing']['method'], balancing: object, version = 1) {
  const experiment: Experiment = { ...defaultExperiment, balancing: { method, values: {} } };
  const raw = {
    version,
    step: 4,
    weights: Float32Array.of(1),
    slots: [],
    balancing: { since: 0, learned: [], learnedSlots: [], ...balancing },
    live: liveSettings(experiment),
  };
  return decodeRunState(raw, experiment);
}

describe('a run state of version 1', () => {
  it('is read as one of version 2, with a count for each task', () => {
    const state = decoded('famo', { state: [2, 1, 2, 3, 4, 5, 6, 7, 8, 9] });
    expect(state).toMatchObject({ version: 2, step: 4, balancing: { state: [2, 2, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9] } });
  });

  it.each(['dwa', 'gradnorm'] as const)('gets the numbers of before the first step where it had none: %s', (method) => {
    const state = decoded(method, { state: [] })?.balancing.state;
    expect(state).toEqual(Array.from({ length: lengthOfKept(balancingMethods[method].keeps, 3) }, () => 0));
  });

  it('is read group by group where tasks are in several', () => {
    const groups = [{ tasks: [0, 2], state: [1, 1.5, 3, 4] }];
    expect(decoded('gradnorm', { state: [], groups })?.balancing).toMatchObject({ state: [], groups });
    expect(decoded('stch', { state: [], groups: [{ tasks: [0, 2], state: [5, 1, 2] }] })?.balancing.groups).toEqual([{ tasks: [0, 2], state: [5, 5, 1, 2] }]);
  });

  it('is another thing than one of version 2, and no later one is read', () => {
    const state = [2, 2, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect(decoded('famo', { state }, 2)?.balancing.state).toEqual(state);
    expect(decoded('famo', { state }, 3)).toBeUndefined();
  });
});
