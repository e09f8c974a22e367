import type { Pair } from '../../lib/pair';
import { mapPair } from '../../lib/pair';
import { randomKey } from '../../lib/random';
import type { ParameterValues } from '../parameters';
import { beforeFirstStep } from './balancing-method';
import { balancingMethod, type BalancingId } from './balancing-methods';
import { balancingRule } from './balancing-rules';

/** What a method gives two tasks at the end of the example. */
export interface ExampleWeights {
  readonly losses: Pair<number>;
  /** Effective weights; not-a-number where the method's updates are no weighted sums. */
  readonly weights: Pair<number>;
}

const epochs = 8;
const stepsPerEpoch = 25;
/** In so many steps the loss of the fast and of the slow learner falls to 1/e of itself. */
const paces: Pair<number> = [70, 260];
/** The rate of what the optimiser learns for the method, by plain gradient descent. */
const learningRate = 0.05;

/**
 * The weights that a method gives two tasks, of which the first learns fast and the second slowly:
 * its own rule, taken through 8 epochs of 25 steps on losses that fall from 1 as exp(−t / pace), with
 * gradients as long as the losses and at right angles.
 */
export function weightsOnExample(id: BalancingId, values: ParameterValues): ExampleWeights {
  const method = balancingMethod(id);
  const rule = balancingRule(id);
  const lossesAt = (step: number) => mapPair(paces, (pace) => Math.exp(-step / pace));
  let { state, memory, learned } = beforeFirstStep(method, 2);
  let weights: Pair<number> = [Number.NaN, Number.NaN];
  const steps = epochs * stepsPerEpoch;
  for (let step = 0; step < steps; step += 1) {
    const losses = lossesAt(step);
    const output = rule.balance({
      losses,
      gram: method.needs === 'gram' ? [[losses[0] ** 2, 0], [0, losses[1] ** 2]] : [],
      jacobian: method.needs === 'jacobian' ? [Float32Array.of(losses[0], 0), Float32Array.of(0, losses[1])] : [],
      preference: [0.5, 0.5],
      values,
      state,
      memory,
      learned,
      step,
      epoch: Math.floor(step / stepsPerEpoch),
      random: randomKey('example', step),
    });
    weights = [output.weights?.[0] ?? Number.NaN, output.weights?.[1] ?? Number.NaN];
    learned = learned.map((value, task) => value - learningRate * (output.learnedGradient[task] ?? 0));
    memory = output.memory ?? memory;
    state = rule.postUpdate?.({ lossesBefore: losses, lossesAfter: lossesAt(step + 1), values, state: output.state }) ?? output.state;
  }
  return { losses: lossesAt(steps - 1), weights };
}
