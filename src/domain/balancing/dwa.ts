import { numberOf, type ParameterSpecs } from '../parameters';
import type { BalancingMethod } from './balancing-method';
import { isSolved, softmax } from './loss-weights';
import { at } from './solvers/matrix';

const parameters: ParameterSpecs = {
  temperature: { kind: 'real', min: 0.1, max: 100, default: 2, scale: 'log' },
};

/** The least weight, as a share of the largest. */
const LEAST_SHARE = 1e-3;

/**
 * What is kept: the epoch, how many steps of it were seen, and [K] each: their losses' sum, the
 * mean one epoch ago, and two epochs ago.
 */
interface History {
  readonly epoch: number;
  readonly steps: number;
  readonly sums: readonly number[];
  /** The epochs' means, the latest last; at most two. */
  readonly means: readonly (readonly number[])[];
}

/**
 * Dynamic weight averaging (Liu, Johns and Davison 2019, equation 7): w = K softmax((L̄_i(t−1) /
 * L̄_i(t−2)) / T) with the mean losses of the two epochs before; 1 for as long as there are no two.
 * A mean below 1e-3 says no rate and counts as not having changed, and no weight falls below a
 * thousandth of the largest: a loss that was small and rises again would otherwise leave the other
 * tasks nothing for an epoch.
 */
export const dwa: BalancingMethod = {
  parameters,
  needs: 'losses',
  scalesTaskSpecific: true,
  usesPreference: false,
  balance: ({ losses, values, state, epoch }) => {
    const { means, ...current } = rolled(read(state, losses.length, epoch), epoch);
    const [older, newer] = means;
    const temperature = numberOf(parameters, values, 'temperature');
    const weights =
      older === undefined || newer === undefined
        ? losses.map(() => 1)
        : boundedSoftmax(older.map((mean, task) => (isSolved(mean) ? 1 : at(newer, task) / mean) / temperature)).map((share) => share * losses.length);
    const sums = losses.map((loss, task) => loss + at(current.sums, task));
    const kept = [current.epoch, current.steps + 1, ...sums, ...means.flat()];
    return { weights, state: kept, learnedGradient: [], notes: [] };
  },
  reference: 'Liu, Johns, Davison: End-to-End Multi-Task Learning with Attention (CVPR 2019)',
};

/**
 * The softmax of values of which none counts as further below the largest than a thousandth of its
 * weight.
 */
function boundedSoftmax(values: readonly number[]): number[] {
  const least = Math.max(...values) + Math.log(LEAST_SHARE);
  return softmax(values.map((value) => Math.max(value, least)));
}

function read(state: readonly number[], tasks: number, epoch: number): History {
  const [since = epoch, steps = 0, ...rest] = state;
  const list = (place: number) => rest.slice(place * tasks, (place + 1) * tasks);
  const sums = rest.length === 0 ? Array.from({ length: tasks }, () => 0) : list(0);
  return { epoch: since, steps, sums, means: [list(1), list(2)].filter((mean) => mean.length > 0) };
}

/** With a new epoch, what was summed up becomes the latest mean. */
function rolled(history: History, epoch: number): History {
  const { steps, sums, means } = history;
  if (epoch === history.epoch || steps === 0) return history;
  return { epoch, steps: 0, sums: sums.map(() => 0), means: [...means, sums.map((sum) => sum / steps)].slice(-2) };
}
