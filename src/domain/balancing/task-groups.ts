import type { BalancingInput, BalancingMethod, BalancingNote, BalancingOutput, BalancingRule } from './balancing-method';
import { beforeFirstStep } from './balancing-method';
import { at, submatrix } from './solvers/matrix';

/**
 * Why a method is not asked for some tasks: nothing that may move links them to another, or no
 * layer serves all of them.
 */
export type Aside = 'no-part' | 'no-common-layer';

/**
 * What a person should be told of a step of all groups; 'nothing-shared': no task has anybody to be
 * balanced with.
 */
export type GroupNote = BalancingNote | Aside | 'nothing-shared';

/** Tasks that a method balances among one another, apart from all others. */
export interface TaskGroup {
  /** Indices of the tasks, ascending; never empty. */
  readonly tasks: readonly number[];
  /** Set where the method is not asked: the tasks then have their plain weights. */
  readonly aside?: Aside;
}

/** What a method keeps of one group from step to step. */
export interface GroupState {
  readonly tasks: readonly number[];
  readonly state: readonly number[];
  /** [tasks of the group · P], or empty. */
  readonly memory: Float32Array;
}

/** What all groups give together: weights [K] and direction [P] as of a `BalancingOutput`. */
export interface GroupedOutput extends Omit<BalancingOutput, 'state' | 'memory' | 'notes'> {
  readonly notes: readonly GroupNote[];
  /** What each group that was asked keeps. */
  readonly kept: readonly GroupState[];
}

/** All tasks as one group. */
export function oneGroup(tasks: number): readonly TaskGroup[] {
  return [{ tasks: Array.from({ length: tasks }, (_, task) => task) }];
}

/**
 * The groups of tasks that are linked through something that two of them or more reach; `reaches`
 * [K][blocks] says who reaches what. A task without a link is a group of its own, which no method
 * is asked for: it has nobody to be balanced with.
 */
export function connectedGroups(reaches: readonly (readonly boolean[])[]): readonly TaskGroup[] {
  const groupOf = [...reaches.keys()];
  const blocks = reaches[0]?.length ?? 0;
  for (let block = 0; block < blocks; block += 1) {
    const [first, ...others] = [...reaches.keys()].filter((task) => reaches[task]?.[block] === true);
    for (const other of others) {
      const [from, into] = [at(groupOf, other), at(groupOf, first ?? 0)];
      for (const [task, group] of groupOf.entries()) if (group === from) groupOf[task] = into;
    }
  }
  return [...new Set(groupOf)].map((group) => {
    const tasks = [...reaches.keys()].filter((task) => groupOf[task] === group);
    // One task that shares with what plays against it has nobody to be balanced with either, but is
    // asked, as always.
    const isLinked = tasks.length > 1 || (reaches.length === 1 && reaches[0]?.includes(true) === true);
    return isLinked ? { tasks } : { tasks, aside: 'no-part' };
  });
}

/**
 * True if the method looks at gradients, so that tasks without a common layer have nothing to do
 * with one another.
 */
export function balancesInGroups({ needs }: BalancingMethod): boolean {
  return needs === 'gram' || needs === 'jacobian';
}

/** What a method keeps of each group that it is asked for, before its first step. */
export function groupsBeforeFirstStep(method: BalancingMethod, groups: readonly TaskGroup[]): readonly GroupState[] {
  return askedOf(groups).map(({ tasks }) => {
    const { state, memory } = beforeFirstStep(method, tasks.length);
    return { tasks, state, memory };
  });
}

/**
 * One step of a method on every group by itself, so that each has its own number of tasks, means,
 * sums of weights and memory. A group whose tasks are those of a `kept` state goes on from it; one
 * that has come about since begins anew. Tasks that stand aside have the weight that a person set,
 * where the method heeds it, and 1 where it does not.
 */
export function balanceInGroups(
  method: BalancingMethod,
  rule: BalancingRule,
  groups: readonly TaskGroup[],
  input: Omit<BalancingInput, 'state' | 'memory'>,
  kept: readonly GroupState[],
): GroupedOutput {
  const tasks = input.losses.length;
  const answers = askedOf(groups).map((group) => {
    const before = kept.find((state) => sameTasks(state, group)) ?? { ...group, ...beforeFirstStep(method, group.tasks.length) };
    const { state, memory } = before;
    const own = group.tasks.length === tasks ? input : partOf(input, group.tasks);
    return { group, own, output: rule.balance({ ...own, state, memory }) };
  });
  const [only] = answers;
  const notes = [...new Set(answers.flatMap(({ output }) => output.notes)), ...notesOfGroups(groups)];
  const states = answers.map(({ group, output: { state, memory = new Float32Array() } }) => ({ tasks: group.tasks, state, memory }));
  if (only !== undefined && only.group.tasks.length === tasks) return { ...only.output, notes, kept: states };
  const weights = plainWeights(method, input.preference);
  for (const { group, output } of answers) {
    group.tasks.forEach((task, place) => {
      weights[task] = output.weights?.[place] ?? Number.NaN;
    });
  }
  const combined = { learnedGradient: [], notes, kept: states };
  if (answers.every(({ output }) => output.weights !== undefined)) return { ...combined, weights };
  return { ...combined, weights: undefined, direction: directionOf(input.jacobian, weights, answers) };
}

/** The weights [K] of tasks that no method is asked for. */
export function plainWeights({ usesPreference }: BalancingMethod, preference: readonly number[]): number[] {
  return preference.map((set) => (usesPreference ? set : 1));
}

/**
 * Why tasks stand aside, each reason once; where nobody is asked since nobody shares anything, that
 * is all there is to say.
 */
export function notesOfGroups(groups: readonly TaskGroup[]): readonly (Aside | 'nothing-shared')[] {
  if (groups.every(({ aside }) => aside === 'no-part')) return ['nothing-shared'];
  return [...new Set(groups.flatMap(({ aside }) => (aside === undefined ? [] : [aside])))];
}

/** The groups that the method is asked for. */
export function askedOf(groups: readonly TaskGroup[]): readonly TaskGroup[] {
  return groups.filter(({ aside }) => aside === undefined);
}

/** True if two groups are of the same tasks. */
export function sameTasks(one: { readonly tasks: readonly number[] }, other: { readonly tasks: readonly number[] }): boolean {
  return one.tasks.length === other.tasks.length && one.tasks.every((task, place) => task === other.tasks[place]);
}

/** What the tasks of one group see. */
function partOf(input: Omit<BalancingInput, 'state' | 'memory'>, tasks: readonly number[]): Omit<BalancingInput, 'state' | 'memory'> {
  const of = (values: readonly number[]) => (values.length === 0 ? values : tasks.map((task) => at(values, task)));
  return {
    ...input,
    losses: of(input.losses),
    preference: of(input.preference),
    learned: of(input.learned),
    gram: input.gram.length === 0 ? input.gram : submatrix(input.gram, tasks),
    jacobian: input.jacobian.length === 0 ? input.jacobian : tasks.flatMap((task) => input.jacobian[task] ?? []),
  };
}

/**
 * [P] the sum of the groups' directions and of what the other tasks add with their plain weights.
 */
function directionOf(
  jacobian: readonly Float32Array[],
  weights: readonly number[],
  answers: readonly { readonly group: TaskGroup; readonly output: BalancingOutput }[],
): Float32Array {
  const direction = new Float32Array(jacobian[0]?.length ?? 0);
  const add = (vector: ArrayLike<number>, factor: number) => {
    for (let entry = 0; entry < direction.length; entry += 1) direction[entry] = (direction[entry] ?? 0) + factor * (vector[entry] ?? Number.NaN);
  };
  const given = new Set(answers.flatMap(({ group, output }) => (output.direction === undefined ? [] : group.tasks)));
  for (const { output } of answers) if (output.direction !== undefined) add(output.direction, 1);
  for (const [task, row] of jacobian.entries()) if (!given.has(task)) add(row, at(weights, task));
  return direction;
}
