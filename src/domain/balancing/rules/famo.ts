import { numberOf, type ParameterValues } from '../../parameters';
import type { BalancingRule } from '../balancing-method';
import { blocksOf } from '../kept-numbers';
import { asDivisor, partsOf, softmax } from '../loss-weights';
import { at, inner, sumOf } from '../solvers/matrix';
import { parameters } from '../famo';

/**
 * What is kept, [K] each: in how many updates a task was, the logits ξ and Adam's two moments of
 * them.
 */
interface Kept {
  readonly updates: readonly number[];
  readonly logits: readonly number[];
  readonly first: readonly number[];
  readonly second: readonly number[];
}

export const famoRule: BalancingRule = {
  balance: ({ losses, state }) => {
    const shares = softmax(read(state).logits);
    const divisors = losses.map(asDivisor);
    const parts = partsOf(losses);
    const ratios = divisors.map((divisor, task) => (at(parts, task) * at(shares, task)) / divisor);
    const normaliser = 1 / sumOf(ratios);
    const value = normaliser * inner(shares, divisors.map(Math.log));
    return { weights: ratios.map((ratio) => ratio * normaliser), value, state, learnedGradient: [], notes: [] };
  },
  postUpdate: ({ lossesBefore, lossesAfter, values, state }) => {
    const kept = read(state);
    const shares = softmax(kept.logits);
    const fall = lossesBefore.map((loss, task) => Math.log(asDivisor(loss)) - Math.log(asDivisor(at(lossesAfter, task))));
    const mean = inner(shares, fall);
    const gradient = fall.map((value, task) => at(shares, task) * (value - mean));
    // A loss that is no number any more must not spoil what was learned of the others.
    return gradient.every(Number.isFinite) ? moved(kept, gradient, values) : state;
  },
};

function read(state: readonly number[]): Kept {
  const [updates = [], logits = [], first = [], second = []] = blocksOf(state, 4);
  return { updates, logits, first, second };
}

/** The state after one step of Adam along the gradient [K] of the logits. */
function moved({ updates, logits, first, second }: Kept, gradient: readonly number[], values: ParameterValues): readonly number[] {
  const rate = numberOf(parameters, values, 'rate');
  const decay = numberOf(parameters, values, 'decay');
  const steps = updates.map((count) => count + 1);
  const slopes = gradient.map((slope, task) => slope + decay * at(logits, task));
  const means = slopes.map((slope, task) => 0.9 * at(first, task) + 0.1 * slope);
  const squares = slopes.map((slope, task) => 0.999 * at(second, task) + 0.001 * slope * slope);
  const next = logits.map((logit, task) => {
    const step = at(steps, task);
    const mean = at(means, task) / (1 - 0.9 ** step);
    return logit - (rate * mean) / (Math.sqrt(at(squares, task) / (1 - 0.999 ** step)) + 1e-8);
  });
  return [...steps, ...next, ...means, ...squares];
}
