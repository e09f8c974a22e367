import { balancingMethod } from '../../../domain/balancing/balancing-methods';
import { statesOfPresent, statesWithPresent } from '../../../domain/balancing/present-tasks';
import type { PlanPart } from '../../../plan/part';
import { groupsOf } from '../../../plan/sharing';
import type { Batch } from '../../data/batch';
import { conflictPlaces } from '../conflict';
import { disposeLayers, type LayerWeights } from '../forward';
import { whileFrozen } from '../frozen';
import { takeStep } from '../step';
import type { StepInput, StepOutcome } from '../step-contract';
import { balancingInForce, cloneState, disposeBalancing, disposeState, type TrainingState } from '../training-state';
import { partOfState, stateWithPart } from './part-state';

/** What a step leaves in which only some tasks had labels. */
export interface PartialOutcome {
  /** The state of all tasks; the caller owns its tensors. */
  readonly state: TrainingState;
  /** What the step itself left, of the part; the caller owns its tensors. Undefined without any step. */
  readonly outcome: Omit<StepOutcome, 'state' | 'layers'> | undefined;
}

/**
 * The tasks (indices, ascending) that some example of a step's batch has a label for; undefined
 * where these are all.
 */
export function presentTasks(batches: readonly Batch[]): readonly number[] | undefined {
  const labelled = batches[0]?.labelled;
  if (labelled === undefined || !labelled.includes(0)) return undefined;
  return [...labelled.keys()].filter((task) => labelled[task] !== 0);
}

/**
 * A step of the tasks that are present: what it does to what is theirs is what a step of the
 * document without the others does from the same state, and what is of the others alone stands
 * still, moments, statistics and what the balancing method keeps of them included. Leaves the input
 * as it is. `part` undefined: nobody is present, or the one task whose step it is is not; then
 * nothing moves but the count of steps.
 */
export async function stepOfPresent(input: StepInput, part: PlanPart | undefined): Promise<PartialOutcome> {
  const { plan, live, state } = input;
  const balancing = balancingInForce(state, live, plan.balanced.length);
  try {
    if (part === undefined) return { state: standing(state, balancing), outcome: undefined };
    return await whileInPart(input, part, balancing);
  } finally {
    disposeBalancing(balancing);
  }
}

/** The state with one step more, which is none of the method's own. */
function standing(state: TrainingState, balancing: TrainingState['balancing']): TrainingState {
  return cloneState({ ...state, step: state.step + 1, balancing: { ...balancing, since: balancing.since + 1 } });
}

async function whileInPart(input: StepInput, part: PlanPart, balancing: TrainingState['balancing']): Promise<PartialOutcome> {
  const { plan, experiment, live: whole, state, frozen } = input;
  const live = { ...whole, weights: part.tasks.map((task) => whole.weights[task] ?? 0) };
  const only = input.only === undefined ? undefined : part.tasks.indexOf(input.only);
  const method = balancingMethod(balancing.method);
  const all = groupsOf(plan, frozen, balancing.method);
  return whileFrozen(part.plan, live, only, async (ofPart) => {
    const groups = statesOfPresent(method, groupsOf(part.plan, ofPart, balancing.method), all, part.present, balancing.groups);
    const own = partOfState(part, state, { ...balancing, groups });
    const { state: moved, layers, ...outcome } = await takeStep({
      ...input,
      plan: part.plan,
      experiment: { ...experiment, tasks: part.tasks.flatMap((task) => experiment.tasks.slice(task, task + 1)) },
      live,
      state: own,
      layers: part.steps.map((step): LayerWeights[number] => input.layers[step] ?? []),
      frozen: ofPart,
      batches: input.batches.map((batch) => ofTasks(batch, part.tasks)),
      only,
    });
    const next = stateWithPart(part, state, balancing, moved);
    const kept = outcome.weighed.asked ? statesWithPresent(method, moved.balancing.groups, all, part.present, balancing.groups) : balancing.groups;
    disposeState(own);
    disposeState(moved);
    disposeLayers(layers);
    const { measured } = outcome;
    const places = conflictPlaces(plan, frozen);
    const beside = measured?.places.map((place) => ({ ...place, column: places.find(({ layer }) => layer === place.layer)?.tasks ?? [] }));
    return {
      state: { ...next, balancing: { ...next.balancing, groups: kept } },
      outcome: { ...outcome, measured: measured && { ...measured, places: beside ?? [] } },
    };
  });
}

/** The same examples with the targets of some tasks alone. What is on the device stays the batch's own. */
function ofTasks(batch: Batch, tasks: readonly number[]): Batch {
  const of = <Value>(perTask: readonly Value[]) => tasks.flatMap((task) => perTask.slice(task, task + 1));
  return {
    size: batch.size,
    get inputs() {
      return batch.inputs;
    },
    get targets() {
      return of(batch.targets);
    },
    get labels() {
      return batch.labels && of(batch.labels);
    },
    get weights() {
      return batch.weights && of(batch.weights);
    },
    labelled: batch.labelled && of(batch.labelled),
    weighed: batch.weighed && of(batch.weighed),
  };
}
