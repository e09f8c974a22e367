import {
  add,
  concat,
  dispose,
  fill,
  mul,
  tensor1d,
  tidy,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { balancingMethod } from '../domain/balancing/balancing-methods';
import type { BalancingOutput } from '../domain/balancing/balancing-method';
import { rateFactor } from '../domain/schedules/schedule-kinds';
import { plannedSteps } from '../experiment/context';
import { withLiveSettings, type LiveSettings } from '../experiment/field-classes';
import type { Experiment } from '../experiment/schema';
import type { LayerConflict } from '../protocol/metrics';
import { backwardPass, flatGradient, taskGradients } from './backward';
import { balance, isJoint, readNumbers, type BalancingNumbers, type BalancingState } from './balance';
import { isShared, type Plan } from './compile';
import type { Batch } from './data/batch';
import { combineRows, scale } from './operations/vectors';
import { moveWeights, unregularised } from './optimizers/move-weights';
import { updateRules } from './optimizers/update-rules';
import { evaluateTasks, forwardPass, type LayerWeights, type StepPass } from './step-forward';
import { balancingInForce, disposeBalancing, type TrainingState } from './step-state';

/** What a step works with. */
export interface StepInput {
  readonly plan: Plan;
  readonly experiment: Experiment;
  readonly live: LiveSettings;
  readonly state: TrainingState;
  /** `state.weights`, cut into the tensors of the layers. */
  readonly layers: LayerWeights;
  readonly batches: readonly Batch[];
}

/** What a step leaves. The caller owns all tensors. */
export interface StepOutcome {
  readonly state: TrainingState;
  /** [tasks + sums]: losses before weights, then the sums of the training batch for the metrics. */
  readonly figures: Tensor1D;
  readonly balance: BalancingOutput;
  readonly conflicts: readonly LayerConflict[];
}

/** What a step's micro-batches add up to. */
type Sums = {
  readonly figures: Tensor1D;
  /** The gradient of all weights after a joint backward, else of those that no tasks share. */
  readonly flat: Tensor1D | undefined;
  /** [tasks, shared weights], after a backward per task. */
  readonly jacobian: Tensor2D | undefined;
};

/** The gradient that the tasks agreed on. */
interface Combined extends Omit<StepOutcome, 'state'> {
  /** [parameters] */
  readonly gradient: Tensor1D;
}

/**
 * One optimiser step: forward, losses, backward, balancing, regularisation, update. Leaves the input as it is. Waits for the
 * device only where the balancing method wants numbers.
 */
export async function takeStep(input: StepInput): Promise<StepOutcome> {
  const { plan, live, state } = input;
  const balancing = balancingInForce(state, live, plan.tasks.length);
  const combined = isJoint(plan, live.balancing.method)
    ? await jointStep(input, balancing)
    : await taskwiseStep(input, balancing);
  const { gradient, ...rest } = combined;
  const next = update(input, balancing, gradient, combined.balance);
  disposeBalancing(balancing);
  gradient.dispose();
  return { ...rest, state: next };
}

/** One backward pass of the weighted sum. */
async function jointStep(input: StepInput, balancing: BalancingState): Promise<Combined> {
  const { plan, live, state, layers } = input;
  const passes: StepPass[] = [];
  let seen: Omit<BalancingNumbers, 'gram'> = { losses: plan.tasks.map(() => Number.NaN), learned: [] };
  if (balancingMethod(balancing.method).needs === 'losses') {
    const figures = lookAtLosses(input, passes);
    seen = await readNumbers(plan, state.step, balancing, figures, undefined);
    figures.dispose();
  }
  const weighed = balance(plan, live, state.step, balancing, { ...seen, gram: [] });
  const { figures, flat } = overBatches(input, passes, (pass, batch) => {
    const cotangents = pass.cotangents.map((cotangent, task) => scale(cotangent, weighed.weights?.[task] ?? 0));
    return { flat: flatGradient(plan, backwardPass(plan, layers, batch, pass, cotangents, 'jointly')), jacobian: undefined };
  });
  if (flat === undefined) throw new Error('a network without weights cannot train');
  return { figures, gradient: flat, balance: weighed, conflicts: [] };
}

/** One backward pass with a row for every task; the weights come from what the method sees of it. */
async function taskwiseStep(input: StepInput, balancing: BalancingState): Promise<Combined> {
  const { plan, live, state, layers } = input;
  const { figures, flat: own, jacobian } = overBatches(input, [], (pass, batch) => {
    const gradients = taskGradients(plan, backwardPass(plan, layers, batch, pass, pass.cotangents, 'per-task'));
    return { flat: gradients.own, jacobian: gradients.shared };
  });
  if (jacobian === undefined) throw new Error('tasks that share no weights have no gradients to combine');
  const { conflicts, ...seen } = await readNumbers(plan, state.step, balancing, figures, jacobian);
  const weighed = balance(plan, live, state.step, balancing, seen);
  const gradient = tidy(() => {
    const direction = combineRows(jacobian, weighed.weights ?? []);
    if (own === undefined) return direction;
    const { scalesTaskSpecific } = balancingMethod(balancing.method);
    const scaled: Tensor1D = scalesTaskSpecific ? mul(own, weightsOfOwn(plan, weighed.weights ?? [])) : own;
    return concat([direction, scaled]);
  });
  jacobian.dispose();
  own?.dispose();
  return { figures, gradient, balance: weighed, conflicts };
}

/** For every weight that one task alone uses, the weight of that task: [parameters − shared]. */
function weightsOfOwn(plan: Plan, weights: readonly number[]): Tensor1D {
  const own = plan.steps.filter((step) => !isShared(step));
  return concat(
    own.flatMap((step) => step.weights.map(({ size }): Tensor1D => fill([size], weights[step.tasks[0] ?? -1] ?? 0))),
  );
}

/**
 * The losses [tasks, …] before any backward. A single batch's pass is kept in `passes` for the backward to come; of several
 * micro-batches none is, since they would not fit side by side, and they are run again.
 */
function lookAtLosses(input: StepInput, passes: StepPass[]): Tensor1D {
  const [only, second] = input.batches;
  if (only !== undefined && second === undefined) {
    const pass = tidy(() => runForward(input, only, 0));
    passes.push(pass);
    return pass.figures.clone();
  }
  return overBatches(input, [], () => ({ flat: undefined, jacobian: undefined })).figures;
}

/** Adds up what the backward makes of each micro-batch. Passes that were already made are used and freed. */
function overBatches(
  input: StepInput,
  passes: readonly StepPass[],
  backward: (pass: StepPass, batch: Batch) => Omit<Sums, 'figures'>,
): Sums {
  let sums: Sums | undefined;
  let firstExample = 0;
  for (const [index, batch] of input.batches.entries()) {
    const before = sums;
    const kept = passes[index];
    sums = tidy(() => {
      const pass = kept ?? runForward(input, batch, firstExample);
      const { flat, jacobian } = backward(pass, batch);
      return {
        figures: plus(before?.figures, pass.figures) ?? pass.figures,
        flat: plus(before?.flat, flat),
        jacobian: plus(before?.jacobian, jacobian),
      };
    });
    if (before !== undefined) dispose(before);
    if (kept !== undefined) dispose(kept);
    firstExample += batch.size;
  }
  if (sums === undefined) throw new Error('a step needs a batch');
  return sums;
}

/** The sum of what is there, as a tensor of its own. */
function plus<Kind extends Tensor>(before: Kind | undefined, more: Kind | undefined): Kind | undefined {
  return more === undefined || before === undefined ? more?.clone() : add(before, more);
}

function runForward({ plan, state, layers, batches }: StepInput, batch: Batch, firstExample: number): StepPass {
  const examples = batches.reduce((sum, { size }) => sum + size, 0);
  const pass = forwardPass(plan, layers, batch, { training: true, seed: plan.seed, step: state.step, firstExample });
  return { ...pass, ...evaluateTasks(plan, pass, batch, examples) };
}

/** Regularises, and lets the optimiser move the weights and what the balancing method learns. */
function update(input: StepInput, balancing: BalancingState, gradient: Tensor1D, weighed: BalancingOutput): TrainingState {
  const { plan, experiment, live, state } = input;
  const rule = updateRules[experiment.optimizer.kind];
  const planned = plannedSteps(withLiveSettings(experiment, live));
  const factor = rateFactor(live.schedule.kind, state.step, planned, live.schedule.warmup);
  const learningRate = live.learningRate * factor;
  const { values } = experiment.optimizer;
  const { weights: position, slots: before } = state;
  const [weights, ...slots] = tidy(() => {
    const moved = moveWeights(rule, {
      weights: position,
      gradient,
      slots: before,
      learningRate,
      step: state.step + 1,
      values,
      regularisation: live.regularisation,
    });
    return [moved.weights, ...moved.slots];
  });
  if (weights === undefined || weights.size !== plan.parameters) throw new Error('the optimiser changed the number of weights');
  const [learned, ...learnedSlots] = tidy(() => {
    if (balancing.learned === undefined) return [];
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
  return { step: state.step + 1, weights, slots, balancing: { ...balancing, state: weighed.state, learned, learnedSlots } };
}
