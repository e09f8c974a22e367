import type { ParameterSpecs } from '../parameters';
import type { BalancingMethod } from './balancing-method';

/** What can be set about it. */
export const parameters: ParameterSpecs = {
  temperature: { kind: 'real', min: 0.1, max: 100, default: 2, scale: 'log' },
};

/**
 * Dynamic weight averaging (Liu, Johns and Davison 2019, equation 7): w = K softmax((L̄_i(t−1) /
 * L̄_i(t−2)) / T) with the mean losses of the two epochs before; 1 for as long as no task has two,
 * and a ratio of 1 for one that has none yet. State: [K] each of what `History` lists.
 * A mean below 1e-3 says no rate and counts as not having changed, and no weight falls below a
 * thousandth of the largest: a loss that was small and rises again would otherwise leave the other
 * tasks nothing for an epoch.
 */
export const dwa: BalancingMethod = {
  parameters,
  needs: 'losses',
  scalesTaskSpecific: true,
  usesPreference: false,
  keeps: { perTask: 6 },
  papers: ['liu2019mtan'],
};
