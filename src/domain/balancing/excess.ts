import { numberOf, type ParameterSpecs } from '../parameters';
import type { BalancingMethod, BalancingNote } from './balancing-method';
import { softmax } from './loss-weights';
import { at } from './solvers/matrix';

const parameters: ParameterSpecs = {
  eta: { kind: 'real', min: 1e-4, max: 10, default: 0.01, scale: 'log' },
};

/**
 * ExcessMTL (He et al. 2024, equations 6, 7 and 9): w ∝ w exp(η ê / ê₀), where ê = Σ g² / √(running Σ g²) estimates how far each loss is above
 * its least value. The first step uses ê itself and keeps it as ê₀, and so does the first step in which a task has a gradient at all. The weights start at 1/K and stay
 * on the simplex, as in the paper and TorchJD (LibMTL's add up to K). No constant is added under the root: an entry that was always 0 adds nothing.
 * State: [K] the logarithms of the weights, [K] the ê₀. Memory: [K · P] the running sums of squares.
 */
export const excess: BalancingMethod = {
  parameters,
  needs: 'jacobian',
  scalesTaskSpecific: true,
  usesPreference: false,
  keeps: (tasks) => 2 * tasks,
  balance: ({ jacobian, values, state, memory }) => {
    const tasks = jacobian.length;
    const eta = numberOf(parameters, values, 'eta');
    const width = jacobian[0]?.length ?? 0;
    const squares = new Float32Array(tasks * width);
    const estimates = jacobian.map((gradient, task) => {
      let sum = 0;
      // By index: an iterator of pairs takes several times as long.
      for (let entry = 0; entry < width; entry += 1) {
        const square = (gradient[entry] ?? Number.NaN) ** 2;
        const running = (memory[task * width + entry] ?? 0) + square;
        squares[task * width + entry] = running;
        if (running !== 0) sum += square / Math.sqrt(running);
      }
      return sum;
    });
    const first = estimates.map((estimate, task) => (at(state, tasks + task) > 0 ? at(state, tasks + task) : estimate));
    const logarithms = estimates.map((estimate, task) => {
      const before = at(state, tasks + task);
      return at(state, task) + eta * (before > 0 ? estimate / before : estimate);
    });
    const weights = softmax(logarithms);
    const notes: readonly BalancingNote[] = estimates.includes(0) ? ['zero-gradient'] : [];
    if (!weights.every(Number.isFinite)) return { weights: weights.map(() => Number.NaN), state, memory, learnedGradient: [], notes };
    const most = Math.max(...logarithms);
    const kept = [...logarithms.map((value) => value - most), ...first];
    return { weights, state: kept, memory: squares, learnedGradient: [], notes };
  },
  reference: 'He et al.: Robust Multi-Task Learning with Excess Risks (ICML 2024)',
};
