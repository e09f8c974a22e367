import { numberOf } from '../../parameters';
import type { BalancingRule } from '../balancing-method';
import { asDivisor } from '../loss-weights';
import { shortLengths } from '../rounding';
import { at } from '../solvers/matrix';
import { parameters } from '../db-mtl';

export const dbMtlRule: BalancingRule = {
  balance: ({ jacobian, losses, values, state, memory }) => {
    const beta = numberOf(parameters, values, 'beta');
    const width = jacobian[0]?.length ?? 0;
    const means = new Float32Array(jacobian.length * width);
    const norms = jacobian.map((gradient, task) => {
      const share = (1 - beta) / asDivisor(at(losses, task));
      let squares = 0;
      // By index: an iterator of pairs takes several times as long.
      for (let entry = 0; entry < width; entry += 1) {
        const mean = beta * (memory[task * width + entry] ?? 0) + share * (gradient[entry] ?? Number.NaN);
        means[task * width + entry] = mean;
        squares += mean * mean;
      }
      return Math.sqrt(squares);
    });
    const largest = Math.max(...norms);
    // What is only rounding of a mean would be blown up to the length of the others.
    const zeros = shortLengths(norms);
    const direction = new Float32Array(width);
    for (const [task, norm] of norms.entries()) {
      const factor = zeros[task] === true ? 0 : largest / norm;
      for (let entry = 0; entry < width; entry += 1) {
        direction[entry] = (direction[entry] ?? 0) + factor * (means[task * width + entry] ?? Number.NaN);
      }
    }
    return { weights: undefined, direction, state, memory: means, learnedGradient: [], notes: [] };
  },
};
