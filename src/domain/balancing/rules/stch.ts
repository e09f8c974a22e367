import { numberOf } from '../../parameters';
import type { BalancingRule } from '../balancing-method';
import { blocksOf } from '../kept-numbers';
import { asDivisor, softmax } from '../loss-weights';
import { at, sumOf } from '../solvers/matrix';
import { parameters } from '../stch';

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
