import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { LiveSettings } from '../experiment/field-classes';
import type { Experiment } from '../experiment/schema';
import { wayOf, type BalancingState, type Weighing } from './balance';
import type { Plan } from './compile';
import type { Batch } from './data/batch';
import type { Held } from './held';
import { afterwards } from './step-afterwards';
import { sliceWeights, type LayerWeights } from './step-forward';
import { jointStep, lastSharedStep, stepOnTask, unsharedStep } from './step-joint';
import type { Measured } from './step-measure';
import { representationStep } from './step-representation';
import { balancingInForce, disposeBalancing, type TrainingState } from './step-state';
import { taskwiseStep } from './step-taskwise';
import { update } from './step-update';

/** What a step works with. */
export interface StepInput {
  readonly plan: Plan;
  readonly experiment: Experiment;
  readonly live: LiveSettings;
  readonly state: TrainingState;
  /** `state.weights`, cut into the tensors of the layers. */
  readonly layers: LayerWeights;
  readonly batches: readonly Batch[];
  readonly held: Held;
  /** The one task (its index) on whose loss the step goes; undefined for a step of the balancing method. */
  readonly only: number | undefined;
  /** True if the tasks' conflict is to be measured. */
  readonly measure: boolean;
}

/** The gradient that the tasks agreed on. The caller owns all tensors. */
export interface Combined {
  /** [tasks + sums]: losses before weights, then the sums of the training batch for the metrics. */
  readonly figures: Tensor1D;
  /** [parameters] */
  readonly gradient: Tensor1D;
  readonly weighed: Weighing;
  readonly measured: Measured | undefined;
  /** [tasks] of each task's gradient and the direction, where that is no weighted sum. */
  readonly cosines: readonly number[] | undefined;
}

/** What a step leaves. The caller owns all tensors. */
export interface StepOutcome extends Omit<Combined, 'gradient'> {
  readonly state: TrainingState;
  /** The new weights cut into layers, where the step needed them already. */
  readonly layers: LayerWeights | undefined;
}

/**
 * One optimiser step: forward, losses, backward, balancing, regularisation, update. Leaves the input as it is. Waits for the
 * device only where the balancing method wants numbers.
 */
export async function takeStep(input: StepInput): Promise<StepOutcome> {
  const { plan, live, state } = input;
  const balancing = balancingInForce(state, live, plan.tasks.length);
  const { gradient, ...rest } = await combine(input, balancing);
  const next = update(input, balancing, gradient, rest.weighed);
  disposeBalancing(balancing);
  gradient.dispose();
  let layers: LayerWeights | undefined;
  const cut = () => (layers = sliceWeights(plan, next.weights));
  const kept = await afterwards(input, cut, rest.figures, rest.weighed);
  return { ...rest, layers, state: { ...next, balancing: { ...next.balancing, state: kept } } };
}

async function combine(input: StepInput, balancing: BalancingState): Promise<Combined> {
  if (input.only !== undefined) return stepOnTask(input, balancing, input.only);
  switch (wayOf(input.plan, input.held, balancing.method)) {
    case 'joint':
      return jointStep(input, balancing);
    case 'taskwise':
      return taskwiseStep(input, balancing);
    case 'last-shared':
      return lastSharedStep(input, balancing);
    case 'representation':
      return representationStep(input, balancing);
    case 'unshared':
      return unsharedStep(input, balancing);
  }
}
