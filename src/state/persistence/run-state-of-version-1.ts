import { stateOfVersion1 } from '../../domain/balancing/states-of-version-1';
import { adversaries } from '../../domain/network/adversaries';
import type { LiveSettings } from '../../experiment/live-settings';
import type { Experiment } from '../../experiment/schema';
import type { RunState } from '../../protocol/run-state';

/**
 * What a run state of version 1 says of balancing, as it is said now, so that going on from it
 * equals going on then.
 */
export function balancingOfVersion1({ network, tasks }: Experiment, live: LiveSettings, balancing: RunState['balancing']): RunState['balancing'] {
  const { method } = live.balancing;
  if (balancing.groups !== undefined) {
    return { ...balancing, groups: balancing.groups.map((group) => ({ ...group, state: stateOfVersion1(method, group.state, group.tasks.length) })) };
  }
  const balanced = tasks.length - adversaries(network, tasks.map(({ id }) => id)).length;
  return { ...balancing, state: stateOfVersion1(method, balancing.state, balanced) };
}
