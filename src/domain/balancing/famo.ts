import type { ParameterSpecs } from '../parameters';
import type { BalancingMethod } from './balancing-method';

/** What can be set about it. */
export const parameters: ParameterSpecs = {
  rate: { kind: 'real', min: 1e-5, max: 1, default: 0.025, scale: 'log' },
  decay: { kind: 'real', min: 0, max: 0.1, default: 1e-3, scale: 'linear' },
};

/**
 * FAMO (Liu et al. 2023, algorithm 2): minimises Σ c z_i log L_i with z = softmax(ξ) and c = 1 / Σ
 * z_i / L_i, so that the effective weights c z_i / L_i add up to 1. After the update the losses of
 * the same batch say which task fell least, and Adam (rates .9 and .999, ε 1e-8, decay added to the
 * gradient, as in PyTorch; each task counts its own updates) moves ξ along ∇ξ = J_softmaxᵀ (log L_before − log L_after). The losses'
 * lower bounds b are 0. A task whose loss is below 1e-3 stands aside in its step; in logarithms and
 * divisors losses are 1e-3 at least.
 */
export const famo: BalancingMethod = {
  parameters,
  needs: 'losses',
  scalesTaskSpecific: true,
  usesPreference: false,
  keeps: { perTask: 4 },
  looksAgain: true,
  papers: ['liu2023famo'],
};
