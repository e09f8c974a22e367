import { numberOf } from '../../parameters';
import type { BalancingRule } from '../balancing-method';
import { softmax } from '../loss-weights';
import { at } from '../solvers/matrix';
import { parameters } from '../excess';

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
