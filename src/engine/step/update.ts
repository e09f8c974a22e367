import { tensor1d, tidy, type Tensor1D } from '@tensorflow/tfjs-core';
import { rateFactor } from '../../domain/schedules/schedule-kinds';
import { plannedSteps, stepsPerEpoch } from '../../experiment/context';
import { withLiveSettings, type LiveSettings } from '../../experiment/live-settings';
import type { Experiment } from '../../experiment/schema';
import type { Weighing } from '../balancing/balance';
import type { BalancingState } from '../balancing/balancing-state';
import { keepingFrozen, withoutFrozen } from './frozen';
import { moveWeights, unregularised } from '../optimizers/move-weights';
import { updateRules } from '../optimizers/update-rules';
import type { StepInput } from './step-contract';
import { withOrthogonality, withTies } from './ties';
import type { TrainingState } from './training-state';

/** The learning rate of a step, after the schedule. `step`: steps taken before it. */
export function learningRateAt(experiment: Experiment, live: LiveSettings, step: number): number {
  const length = { plannedSteps: plannedSteps(withLiveSettings(experiment, live)), stepsPerEpoch: stepsPerEpoch(experiment) };
  return live.learningRate * rateFactor(live.schedule, step, length);
}

/**
 * Regularises, and lets the optimiser move the weights, and what the balancing method learns.
 * Frozen weights keep value and moments; they count neither for penalties nor for the norm that is
 * clipped, as parameters without a gradient in PyTorch.
 */
export function update(input: StepInput, balancing: BalancingState, gradient: Tensor1D, weighed: Weighing): Omit<TrainingState, 'statistics' | 'untrained'> {
  const { plan, experiment, live, state, frozen } = input;
  const rule = updateRules[experiment.optimizer.kind];
  const learningRate = learningRateAt(experiment, live, state.step);
  const { values } = experiment.optimizer;
  const [weights, ...slots] = tidy(() => {
    const moved = moveWeights(rule, {
      weights: withoutFrozen(frozen, state.weights),
      gradient: withoutFrozen(frozen, withOrthogonality(plan, gradient, state.weights)),
      slots: state.slots,
      learningRate,
      step: state.step + 1,
      values,
      regularisation: live.regularisation,
    });
    const before = [state.weights, ...state.slots];
    const [weight, ...kept] = [moved.weights, ...moved.slots].map((after, index) => keepingFrozen(frozen, before[index] ?? after, after));
    return weight === undefined ? kept : [withTies(plan, weight, learningRate, frozen), ...kept];
  });
  if (weights === undefined || weights.size !== plan.parameters) throw new Error('the optimiser changed the number of weights');
  const [learned, ...learnedSlots] = tidy(() => {
    if (balancing.learned === undefined) return [];
    // A step that was none of the method's own moves nothing that is learned for it.
    if (!weighed.asked) return [balancing.learned, ...balancing.learnedSlots].map((before) => before.clone());
    const moved = moveWeights(rule, {
      weights: balancing.learned,
      gradient: tensor1d([...weighed.learnedGradient]),
      slots: balancing.learnedSlots,
      learningRate,
      step: state.step - balancing.since + 1,
      values: { ...values, weightDecay: 0 },
      regularisation: unregularised,
    });
    return [moved.weights, ...moved.slots];
  });
  const since = weighed.asked ? balancing.since : balancing.since + 1;
  return {
    step: state.step + 1,
    weights,
    slots,
    balancing: { ...balancing, since, groups: weighed.kept, learned, learnedSlots },
  };
}
