import { numberOf, type ParameterSpecs } from '../parameters';
import type { BalancingMethod, BalancingRule } from './balancing-method';
import { blocksOf } from './kept-numbers';
import { asDivisor, softmax } from './loss-weights';
import { at, sumOf } from './solvers/matrix';

const parameters: ParameterSpecs = {
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
  reference: 'Lin et al.: Smooth Tchebycheff Scalarization for Multi-Objective Optimization (ICML 2024)',
};

export const stchRule: BalancingRule = {
  balance: ({ losses, values, state, epoch }) => {
    const mu = numberOf(parameters, values, 'mu');
    const warmup = numberOf(parameters, values, 'warmup');
    const [steps = [], sums = []] = blocksOf(state, 2);
    if (epoch < warmup) {
      const kept = epoch === warmup - 1 ? [...steps.map((count) => count + 1), ...losses.map((loss, task) => loss + at(sums, task))] : state;
      const value = sumOf(losses.map((loss) => Math.log(asDivisor(loss))));
      return { weights: losses.map((loss) => 1 / asDivisor(loss)), value, state: kept, learnedGradient: [], notes: [] };
    }
    const nadir = steps.map((count, task) => (count === 0 ? 1 : asDivisor(at(sums, task) / count)));
    const exponents = losses.map((loss, task) => Math.log(asDivisor(loss) / at(nadir, task)) / mu);
    const most = Math.max(...exponents);
    const sum = sumOf(exponents.map((exponent) => Math.exp(exponent - most)));
    const weights = softmax(exponents).map((share, task) => (losses.length * share) / asDivisor(at(losses, task)));
    return { weights, value: losses.length * mu * (most + Math.log(sum)), state, learnedGradient: [], notes: [] };
  },
};
