import type { ParameterSpecs } from '../parameters';
import type { BalancingMethod } from './balancing-method';

/** What can be set about it. */
export const parameters: ParameterSpecs = {
  alpha: { kind: 'real', min: 0, max: 10, default: 1.5, scale: 'linear' },
  rate: { kind: 'real', min: 1e-5, max: 1, default: 0.025, scale: 'log' },
};

/**
 * GradNorm (Chen et al. 2018, algorithm 1): the weights of this step are the ones kept; then one
 * step of plain gradient descent on Σ |w_i ‖g_i‖ − [Ḡ r_i^α]| moves them, where Ḡ is the mean of
 * the w_i ‖g_i‖, r_i the loss over the first loss relative to its mean over the tasks, and what is
 * in brackets counts as constant. The derivative by w_i is ±‖g_i‖, so no second derivative of the
 * network is needed; it is taken in units of the mean ‖g_j‖, so that the step does not depend on
 * the gradients' unit. The weights then go to the nearest ones with a sum of K and none below 1e-3.
 * A task whose gradient is zero keeps its weight, and the others are balanced without it: it would
 * drive them all to 1e-3. State: [K] the weights, [K] the first losses; a weight of 0, which none
 * can have, is that of a task that was in no step so far.
 */
export const gradnorm: BalancingMethod = {
  parameters,
  needs: 'gram',
  gramOf: 'last-shared',
  scalesTaskSpecific: true,
  usesPreference: false,
  keeps: { perTask: 2 },
  papers: ['chen2018gradnorm'],
};
