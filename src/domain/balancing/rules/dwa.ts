import { numberOf } from '../../parameters';
import type { BalancingRule } from '../balancing-method';
import { isSolved, softmax } from '../loss-weights';
import { at } from '../solvers/matrix';
import { parameters } from '../dwa';

/** The least weight, as a share of the largest. */
const LEAST_SHARE = 1e-3;

/** What is kept of one task. */
interface History {
  /** The epoch that it was last in, and how many steps of it; 0 steps before its first. */
  readonly epoch: number;
  readonly steps: number;
  /** The sum of its losses in them. */
  readonly sum: number;
  /** How many epochs before have a mean, at most 2; the latest one's, and that of the one before. */
  readonly means: number;
  readonly newer: number;
  readonly older: number;
}

export const dwaRule: BalancingRule = {
  balance: ({ losses, values, state, epoch }) => {
    const histories = losses.map((_, task) => rolled(historyOf(state, losses.length, task), epoch));
    const temperature = numberOf(parameters, values, 'temperature');
    const weights = histories.every((history) => !hasTwo(history))
      ? losses.map(() => 1)
      : boundedSoftmax(histories.map((history) => rateOf(history) / temperature)).map((share) => share * losses.length);
    const next = histories.map((history, task) => ({ ...history, steps: history.steps + 1, sum: at(losses, task) + history.sum }));
    return { weights, state: order.flatMap((name) => next.map((history) => history[name])), learnedGradient: [], notes: [] };
  },
};

/**
 * The softmax of values of which none counts as further below the largest than a thousandth of its
 * weight.
 */
function boundedSoftmax(values: readonly number[]): number[] {
  const least = Math.max(...values) + Math.log(LEAST_SHARE);
  return softmax(values.map((value) => Math.max(value, least)));
}

/** The order of the blocks [K] of the state. */
const order = ['epoch', 'steps', 'sum', 'means', 'newer', 'older'] as const satisfies readonly (keyof History)[];

function historyOf(state: readonly number[], tasks: number, task: number): History {
  const [epoch = 0, steps = 0, sum = 0, means = 0, newer = 0, older = 0] = order.map((_, block) => at(state, block * tasks + task));
  return { epoch, steps, sum, means, newer, older };
}

function hasTwo({ means }: History): boolean {
  return means === 2;
}

/** L̄(t−1) / L̄(t−2). */
function rateOf(history: History): number {
  return !hasTwo(history) || isSolved(history.older) ? 1 : history.newer / history.older;
}

/** With a new epoch, what was summed up becomes the latest mean. */
function rolled(history: History, epoch: number): History {
  const { steps, sum, means, newer } = history;
  if (steps === 0) return { ...history, epoch };
  if (epoch === history.epoch) return history;
  return { epoch, steps: 0, sum: 0, means: Math.min(2, means + 1), newer: sum / steps, older: newer };
}
