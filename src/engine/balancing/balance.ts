import { balancingMethod, type BalancingId } from '../../domain/balancing/balancing-methods';
import { balancingRule } from '../../domain/balancing/balancing-rules';
import { askedOf, balanceInGroups, notesOfGroups, plainWeights, type GroupedOutput } from '../../domain/balancing/task-groups';
import { epochOf } from '../../experiment/context';
import type { LiveSettings } from '../../experiment/live-settings';
import type { Experiment } from '../../experiment/schema';
import { randomKey } from '../../lib/random';
import type { StepNote } from '../../domain/balancing/step-notes';

import type { BalancingNumbers } from './read-gradients';
import type { BalancingState } from './balancing-state';
import type { Plan } from '../../plan/compile';
import { groupsOf, type FrozenSteps } from '../../plan/sharing';

/** How the tasks' weights came about in one step. */
export interface Weighing extends Omit<GroupedOutput, 'notes'> {
  readonly notes: readonly StepNote[];
  /** False where the method was not asked: the step is none of its own. */
  readonly asked: boolean;
}

/**
 * How a method's step goes through the network. 'joint': one backward pass of the weighted sum, the
 * weights being known before it; 'taskwise': one with a row for every task; 'last-shared': rows as
 * far as the last shared layer, then one of the weighted sum; 'representation': rows as far as what
 * all tasks share, then on as one; 'unshared': there is nothing to balance.
 */
export type BackwardStrategy = 'joint' | 'taskwise' | 'last-shared' | 'representation' | 'unshared';

/** The backward strategy of a method on a network of which some weights are frozen. */
export function backwardStrategy(plan: Plan, frozen: FrozenSteps, id: BalancingId): BackwardStrategy {
  const { needs, gramOf, scalesTaskSpecific } = balancingMethod(id);
  if (scalesTaskSpecific && (needs === 'nothing' || needs === 'losses')) return 'joint';
  if (askedOf(groupsOf(plan, frozen, id)).length === 0) return 'unshared';
  return needs !== 'gram' || gramOf === undefined || gramOf === 'shared' ? 'taskwise' : gramOf;
}

/** What a method's weights depend on beside what it looks at. */
interface WeighingInput {
  readonly plan: Plan;
  readonly experiment: Experiment;
  readonly live: LiveSettings;
  readonly frozen: FrozenSteps;
  readonly state: {
    /** Steps taken. */
    readonly step: number;
  };
}

/**
 * The method's weights for one step, computed on the processor in double precision, for each group
 * of tasks that share what may move by itself.
 */
export function weigh(input: WeighingInput, from: BalancingState, numbers: BalancingNumbers): Weighing {
  const { plan, experiment, live, frozen, state: { step } } = input;
  // Such numbers are the end of a training: the losses say so in the log, and no solver has to bear
  // them.
  if (!numbers.finite) return plainWeighing(plan.tasks.map(() => 1), from, []);
  const { balanced } = plan;
  if (balanced.length === 0) return plainWeighing(plan.tasks.map((_, task) => live.weights[task] ?? 0), from, []);
  const seen = <Value>(perTask: readonly Value[]) => balanced.flatMap((task) => perTask.slice(task, task + 1));
  const groups = groupsOf(plan, frozen, from.method);
  const given = {
    losses: seen(numbers.losses),
    gram: seen(numbers.gram).map(seen),
    jacobian: seen(numbers.jacobian),
    learned: numbers.learned,
    preference: balanced.map((task) => live.weights[task] ?? 0),
    values: live.balancing.values,
    step: step - from.since,
    epoch: epochOf(experiment, step - from.since),
    random: randomKey(plan.seed, 'balancing', step),
  };
  const output = balanceInGroups(balancingMethod(from.method), balancingRule(from.method), groups, given, from.groups);
  return { ...withAdversaries(input, output, numbers.jacobian), asked: true };
}

/**
 * What a method says of the tasks that it sees, for all tasks: one that plays against the others
 * keeps its slider's weight.
 */
function withAdversaries({ plan, live }: WeighingInput, output: GroupedOutput, jacobian: readonly Float32Array[]): GroupedOutput {
  if (plan.balanced.length === plan.tasks.length) return output;
  const fixed = (task: number) => live.weights[task] ?? 0;
  const forAll = (own: readonly number[]) => plan.tasks.map((_, task) => own[plan.balanced.indexOf(task)] ?? fixed(task));
  const { weights, direction } = output;
  const against = [...plan.tasks.keys()].filter((task) => !plan.balanced.includes(task));
  return {
    ...output,
    weights: weights && forAll(weights),
    ...(direction === undefined
      ? {}
      : { direction: direction.map((value, place) => against.reduce((sum, task) => sum + fixed(task) * (jacobian[task]?.[place] ?? 0), value)) }),
  };
}

/** Weights that no method was asked for. */
export function plainWeighing(weights: readonly number[], from: BalancingState, notes: readonly StepNote[]): Weighing {
  return { weights, kept: from.groups, learnedGradient: [], notes, asked: false };
}

/**
 * Where the method has no tasks to balance among one another each is on its own: the sliders'
 * weights where the method heeds them and for tasks that play against the others, else the plain
 * sum.
 */
export function unsharedWeighing({ plan, live, frozen }: WeighingInput, from: BalancingState): Weighing {
  const sliders = plan.tasks.map((_, task) => live.weights[task] ?? 0);
  const plain = plainWeights(balancingMethod(from.method), sliders);
  const weights = sliders.map((set, task) => (plan.balanced.includes(task) ? (plain[task] ?? 0) : set));
  return plainWeighing(weights, from, notesOfGroups(groupsOf(plan, frozen, from.method)));
}
