import type { ParameterSpecs } from '../parameters';
import type { BalancingMethod } from './balancing-method';

/** What can be set about it. */
export const parameters: ParameterSpecs = {
  beta: { kind: 'real', min: 0, max: 1, default: 0.5, scale: 'linear' },
};

/**
 * Gradient Vaccine (Wang et al. 2021, equations 2 and 3): like PCGrad, but where the cosine φ of
 * g_i, as changed so far, with g_j is below its goal φ̂, enough of g_j is added to make it φ̂. The
 * goals are running means of the cosines, one per ordered pair, used first and moved afterwards,
 * whether they were reached or not: φ̂ ← (1 − β) φ̂ + β φ. They start at 0, which makes the first
 * call PCGrad. State: [K · K] the goals, row i for g_i.
 */
export const gradvac: BalancingMethod = {
  parameters,
  needs: 'gram',
  scalesTaskSpecific: false,
  usesPreference: false,
  keeps: { perTask: 0, pairs: true },
  papers: ['wang2021gradvac'],
};
