import type { ParameterSpecs } from '../parameters';
import type { BalancingMethod } from './balancing-method';

/** What can be set about it. */
export const parameters: ParameterSpecs = {
  mu: { kind: 'real', min: 0.01, max: 100, default: 1, scale: 'log' },
  warmup: { kind: 'integer', min: 0, max: 100, default: 4 },
};

/**
 * Smooth Tchebycheff scalarisation (Lin et al. 2024, in the form of their code for multi-task
 * learning): minimises K μ log Σ exp(log(L_i / nadir_i) / μ), a smooth maximum that falls to the
 * plain maximum as μ → 0. The nadir is the mean of the losses over the last warm-up epoch; during
 * the warm-up Σ log L_i is minimised. Losses and nadirs below 1e-3 count as 1e-3 everywhere.
 * Without warm-up, and for a task that was in no step of that epoch, the nadir is 1. State: [K] in
 * how many steps of the last warm-up epoch each task was, [K] the sums of its losses there.
 */
export const stch: BalancingMethod = {
  parameters,
  needs: 'losses',
  scalesTaskSpecific: true,
  usesPreference: false,
  keeps: { perTask: 2 },
  papers: ['lin2024stch'],
};
