import { tidy } from '@tensorflow/tfjs-core';
import { backwardStrategy, type Weighing } from '../balancing/balance';
import type { BalancingState } from '../balancing/balancing-state';
import { movedStatistics } from './running-statistics';
import { postUpdate } from './strategies/post-update';
import type { Combined, StepInput, StepOutcome } from './step-contract';
import { sliceWeights, type LayerWeights } from './forward';
import { jointStep, lastSharedStep, stepOnTask, unsharedStep } from './strategies/joint';
import { representationStep } from './strategies/representation';
import { balancingInForce, disposeBalancing } from './training-state';
import { taskwiseStep } from './strategies/taskwise';
import { update } from './update';

/**
 * One optimiser step: forward, losses, backward, balancing, regularisation, update. Leaves the
 * input as it is. Waits for the device only where the balancing method wants numbers.
 */
export async function takeStep(input: StepInput): Promise<StepOutcome> {
  const { plan, live, state, frozen } = input;
  const balancing = balancingInForce(state, live, plan.balanced.length);
  const { gradient, accumulators: whole, ...rest } = await combine(input, balancing);
  const { accumulators, statistics } = tidy(() => movedStatistics(plan, state.statistics, whole, frozen));
  whole.dispose();
  const untrained = new Set([...state.untrained].filter((index) => frozen.steps.has(index)));
  const next = { ...update(input, balancing, gradient, rest.weighed), statistics, untrained };
  disposeBalancing(balancing);
  gradient.dispose();
  let layers: LayerWeights | undefined;
  const cut = () => (layers = sliceWeights(plan, next.weights, next.statistics));
  const kept = await postUpdate(input, cut, accumulators, rest.weighed);
  const weighed = withNote(input, rest.weighed);
  return { ...rest, weighed, accumulators, layers, state: { ...next, balancing: { ...next.balancing, groups: kept } } };
}

/** With a note where batch norm had to normalise by statistics that nothing has trained. */
function withNote({ state, frozen }: StepInput, weighed: Weighing): Weighing {
  if (![...frozen.asTested].some((index) => state.untrained.has(index))) return weighed;
  return { ...weighed, notes: [...weighed.notes, 'untrained-statistics'] };
}

async function combine(input: StepInput, balancing: BalancingState): Promise<Combined> {
  if (input.only !== undefined) return stepOnTask(input, balancing, input.only);
  switch (backwardStrategy(input.plan, input.frozen, balancing.method)) {
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
