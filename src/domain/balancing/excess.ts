import { numberOf, type ParameterSpecs } from '../parameters';
import type { BalancingMethod, BalancingRule } from './balancing-method';
import { softmax } from './loss-weights';
import { at } from './solvers/matrix';

const parameters: ParameterSpecs = {
  eta: { kind: 'real', min: 1e-4, max: 10, default: 0.01, scale: 'log' },
};

/**
 * ExcessMTL (He et al. 2024, equations 6, 7 and 9): w ∝ w exp(η ê / ê₀), where ê = Σ g² / √(running
 * Σ g²) estimates how far each loss is above its least value. The first step leaves the weights
 * equal and keeps its ê as ê₀ (as the authors' code and LibMTL do), and a task counts as standing
 * at its ê₀ until it has a gradient at all. The weights start at 1/K and stay on the simplex, as in
 * the paper and TorchJD (LibMTL's add up to K). No constant is added under the root: an entry that
 * was always 0 adds nothing. State: [K] the logarithms of the weights, [K] the ê₀. Memory: [K · P]
 * the roots of the running sums of squares, since the sums themselves would leave single precision.
 */
export const excess: BalancingMethod = {
  parameters,
  needs: 'jacobian',
  scalesTaskSpecific: true,
  usesPreference: false,
  keeps: { perTask: 2 },
  reference: 'He et al.: Robust Multi-Task Learning with Excess Risks (ICML 2024)',
};

export const excessRule: BalancingRule = {
  balance: ({ jacobian, values, state, memory }) => {
    const tasks = jacobian.length;
    const eta = numberOf(parameters, values, 'eta');
    const width = jacobian[0]?.length ?? 0;
    const roots = new Float32Array(tasks * width);
    const estimates = jacobian.map((gradient, task) => {
      let sum = 0;
      // By index: an iterator of pairs takes several times as long.
      for (let entry = 0; entry < width; entry += 1) {
        const value = gradient[entry] ?? Number.NaN;
        const before = memory[task * width + entry] ?? 0;
        const root = Math.sqrt(before * before + value * value);
        roots[task * width + entry] = root;
        if (root !== 0) sum += (value / root) * value;
      }
      return sum;
    });
    const first = estimates.map((estimate, task) => (at(state, tasks + task) > 0 ? at(state, tasks + task) : estimate));
    const logarithms = estimates.map((estimate, task) => {
      const before = at(state, tasks + task);
      return at(state, task) + eta * (before > 0 ? estimate / before : 1);
    });
    const weights = softmax(logarithms);
    // A gradient that is no number gives an estimate that is none, which a first step would not
    // show in its weights.
    if (![...weights, ...estimates].every(Number.isFinite)) {
      return { weights: weights.map(() => Number.NaN), state, memory, learnedGradient: [], notes: [] };
    }
    const most = Math.max(...logarithms);
    const kept = [...logarithms.map((value) => value - most), ...first];
    return { weights, state: kept, memory: roots, learnedGradient: [], notes: [] };
  },
};
