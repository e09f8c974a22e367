import { concat, tensor1d, tidy, zeros, type Tensor1D } from '@tensorflow/tfjs-core';
import { beforeFirstStep } from '../../domain/balancing/balancing-method';
import { balancingMethod } from '../../domain/balancing/balancing-methods';
import { lengthOfKept } from '../../domain/balancing/kept-numbers';
import { groupsBeforeFirstStep, oneGroup, type GroupState } from '../../domain/balancing/task-groups';
import type { LiveSettings } from '../../experiment/live-settings';
import type { RunState } from '../../protocol/run-state';
import { initialBalancing, type BalancingState } from '../balancing/balancing-state';
import type { Plan } from '../../plan/compile';
import { initialWeights } from '../../plan/first-weights';
import type { NetworkMemory } from '../../plan/kept-weights';
import { engineRevision } from '../revision';
import { initialStatistics, untrainedStatistics } from './running-statistics';

/**
 * Everything that a step changes. The tensors are never written to: a step makes new ones, so that
 * an earlier state is kept by keeping its tensors. Whoever holds a state owns its tensors.
 */
export interface TrainingState {
  /** Steps taken. */
  readonly step: number;
  /** [parameters] */
  readonly weights: Tensor1D;
  /** The optimiser's vectors [parameters]. */
  readonly slots: readonly Tensor1D[];
  /** [statistics] the layers' running statistics; undefined where the network keeps none. */
  readonly statistics: Tensor1D | undefined;
  /** Indices of the steps of the plan whose running statistics no training step has moved yet. */
  readonly untrained: ReadonlySet<number>;
  readonly balancing: BalancingState;
}

/** The state before the first step. `slots`: how many vectors the optimiser keeps. */
export function initialState(plan: Plan, live: LiveSettings, slots: number): TrainingState {
  return {
    step: 0,
    weights: tensor1d(initialWeights(plan)),
    slots: Array.from({ length: slots }, (): Tensor1D => zeros([plan.parameters])),
    statistics: initialStatistics(plan),
    untrained: untrainedStatistics(plan),
    balancing: initialBalancing(live.balancing.method, plan.balanced.length, 0, slots),
  };
}

/**
 * The state before the first step as plain data, with weights and statistics of its own: what
 * `restoredState` makes the same of as `initialState`.
 */
export function savedStart(plan: Plan, live: LiveSettings, slots: number, { weights, statistics }: NetworkMemory): RunState {
  const method = balancingMethod(live.balancing.method);
  const tasks = plan.balanced.length;
  const { learned } = beforeFirstStep(method, tasks);
  return {
    version: 2,
    engine: engineRevision,
    step: 0,
    weights,
    slots: Array.from({ length: slots }, () => new Float32Array(plan.parameters)),
    ...(statistics.length === 0 ? {} : { statistics }),
    balancing: {
      since: 0,
      ...savedGroups(groupsBeforeFirstStep(method, oneGroup(tasks)), tasks),
      learned,
      learnedSlots: learned.length === 0 ? [] : Array.from({ length: slots }, () => learned.map(() => 0)),
    },
    live,
  };
}

/**
 * Puts a saved state on the device, or undefined if it belongs to another network, optimiser or
 * method.
 */
export function restoredState(plan: Plan, slots: number, saved: RunState): TrainingState | undefined {
  const { statistics = new Float32Array() } = saved;
  const { learned, learnedSlots, since } = saved.balancing;
  const groups = restoredGroups(saved, plan.balanced.length);
  const fits =
    saved.weights.length === plan.parameters &&
    saved.slots.length === slots &&
    saved.slots.every((slot) => slot.length === plan.parameters) &&
    statistics.length === plan.statisticsLength &&
    [0, plan.balanced.length].includes(learned.length) &&
    groups.every((group) => fitsGroup(plan, saved, group)) &&
    learnedSlots.length === (learned.length === 0 ? 0 : slots) &&
    learnedSlots.every((slot) => slot.length === learned.length);
  if (!fits) return undefined;
  return {
    step: saved.step,
    weights: tensor1d(saved.weights),
    slots: saved.slots.map((slot) => tensor1d(slot)),
    statistics: statistics.length === 0 ? undefined : tensor1d(statistics),
    untrained: untrainedStatistics(plan, statistics),
    balancing: {
      method: saved.live.balancing.method,
      since,
      groups,
      learned: learned.length === 0 ? undefined : tensor1d([...learned]),
      learnedSlots: learnedSlots.map((slot) => tensor1d([...slot])),
    },
  };
}

/**
 * The groups of a saved state: one of all tasks (places among the balanced ones), or those that it
 * lists.
 */
function restoredGroups({ balancing: { groups, state, memory } }: RunState, tasks: number): readonly GroupState[] {
  const listed = groups ?? oneGroup(tasks).map((group) => ({ ...group, state, memory }));
  return listed.map((group) => ({ ...group, memory: group.memory ?? new Float32Array() }));
}

/**
 * True if a group's tasks are there, and what is kept of it has the size that it has in this plan.
 */
function fitsGroup({ balanced, sharedLength }: Plan, { live }: RunState, { tasks, state, memory }: GroupState): boolean {
  const { keeps } = balancingMethod(live.balancing.method);
  return (
    tasks.every((place) => place < balanced.length) &&
    state.length === lengthOfKept(keeps, tasks.length) &&
    [0, tasks.length * sharedLength].includes(memory.length)
  );
}

/** The other way round. */
function savedGroups(groups: readonly GroupState[], tasks: number): Pick<RunState['balancing'], 'state' | 'memory' | 'groups'> {
  const saved = groups.map(({ memory, ...group }) => ({ ...group, ...(memory.length === 0 ? {} : { memory: Float32Array.from(memory) }) }));
  const [only] = saved;
  if (only !== undefined && only.tasks.length === tasks) return { state: only.state, ...(only.memory === undefined ? {} : { memory: only.memory }) };
  return { state: [], groups: saved };
}

/** A state of its own over the same memory. */
export function cloneState(state: TrainingState): TrainingState {
  return {
    ...state,
    weights: state.weights.clone(),
    slots: state.slots.map((slot) => slot.clone()),
    statistics: state.statistics?.clone(),
    balancing: cloneBalancing(state.balancing),
  };
}

function cloneBalancing(balancing: BalancingState): BalancingState {
  return { ...balancing, learned: balancing.learned?.clone(), learnedSlots: balancing.learnedSlots.map((slot) => slot.clone()) };
}

/** Frees a state's tensors. */
export function disposeState(state: TrainingState): void {
  state.weights.dispose();
  for (const slot of state.slots) slot.dispose();
  state.statistics?.dispose();
  disposeBalancing(state.balancing);
}

/** Frees a balancing state's tensors. */
export function disposeBalancing(balancing: BalancingState): void {
  balancing.learned?.dispose();
  for (const slot of balancing.learnedSlots) slot.dispose();
}

/**
 * The balancing state that the next step begins with, owned by the caller: that of the state, or a
 * new one if another method is in force by now.
 */
export function balancingInForce(state: TrainingState, live: LiveSettings, tasks: number): BalancingState {
  const { method } = live.balancing;
  if (method === state.balancing.method) return cloneBalancing(state.balancing);
  return initialBalancing(method, tasks, state.step, state.slots.length);
}

/** Copies what the next step begins with to the processor, in one read. */
export async function readState(state: TrainingState, live: LiveSettings, tasks: number): Promise<RunState> {
  const balancing = balancingInForce(state, live, tasks);
  const learned = balancing.learned === undefined ? [] : [balancing.learned];
  const statistics = state.statistics === undefined ? [] : [state.statistics];
  const parts = [state.weights, ...state.slots, ...statistics, ...learned, ...balancing.learnedSlots];
  const lengths = parts.map((part) => part.size);
  const whole = tidy(() => concat(parts));
  disposeBalancing(balancing);
  const values = await whole.data();
  let read = 0;
  // Copies, since a backend may hand out its own memory.
  const pieces = lengths.map((length) => Float32Array.from(values.subarray(read, (read += length))));
  whole.dispose();
  const [weights = new Float32Array()] = pieces;
  const [running] = pieces.slice(1 + state.slots.length, 1 + state.slots.length + statistics.length);
  const [own = new Float32Array(), ...ownSlots] = pieces.slice(1 + state.slots.length + statistics.length);
  return {
    version: 2,
    engine: engineRevision,
    step: state.step,
    weights,
    slots: pieces.slice(1, 1 + state.slots.length),
    ...(running === undefined ? {} : { statistics: running }),
    balancing: {
      since: balancing.since,
      ...savedGroups(balancing.groups, tasks),
      learned: [...own],
      learnedSlots: ownSlots.map((slot) => [...slot]),
    },
    live,
  };
}
