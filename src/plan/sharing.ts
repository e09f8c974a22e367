import { balancingMethod, type BalancingId } from '../domain/balancing/balancing-methods';
import { askedOf, balancesInGroups, connectedGroups, oneGroup, type TaskGroup } from '../domain/balancing/task-groups';
import { isShared, type Plan } from './compile';
import type { Stretch } from '../lib/stretch';

/** Which steps of the plan stand still, by their indices. */
export interface FrozenSteps {
  readonly steps: ReadonlySet<number>;
}

/**
 * The shared weights of a layer: where they lie among the shared weights, and which tasks share
 * them.
 */
interface SharedStretch extends Stretch {
  /** Index of the step of the plan. */
  readonly index: number;
  readonly layer: string;
  readonly tasks: readonly number[];
}

/**
 * The layers with weights that several tasks share and that may move, in the order of computation.
 */
export function sharedStretches(plan: Plan, frozen: FrozenSteps): readonly SharedStretch[] {
  return plan.steps.flatMap((step, index) => {
    const [first] = step.weights;
    if (first === undefined || !isShared(step) || frozen.steps.has(index)) return [];
    const size = step.weights.reduce((sum, weight) => sum + weight.size, 0);
    return [{ index, layer: step.layer.id, tasks: step.tasks, offset: first.offset, size }];
  });
}

/**
 * The groups of tasks (places among `plan.balanced`) that a method balances by themselves, linked
 * through what they share and may move.
 */
export function groupsOf(plan: Plan, frozen: FrozenSteps, id: BalancingId): readonly TaskGroup[] {
  const method = balancingMethod(id);
  if (!balancesInGroups(method)) return oneGroup(plan.balanced.length);
  const shared = sharedStretches(plan, frozen);
  const groups = connectedGroups(plan.balanced.map((task) => shared.map(({ tasks }) => tasks.includes(task))));
  if (method.gramOf === 'last-shared') return groups.flatMap((group) => reachingLast(plan, shared, group));
  if (method.gramOf !== 'representation') return groups;
  const common = servingWholeGroups(plan, groups);
  const serves = (group: TaskGroup) => shared.some(({ index, tasks }) => common.has(index) && membersOf(plan, group).every((task) => tasks.includes(task)));
  return groups.map((group) => (group.aside !== undefined || serves(group) ? group : { ...group, aside: 'no-common-layer' }));
}

/** The tasks of a group, as indices among all tasks. */
function membersOf({ balanced }: Plan, { tasks }: TaskGroup): readonly number[] {
  return tasks.flatMap((place) => balanced.slice(place, place + 1));
}

/**
 * The last of the shared layers that most of a group's tasks share; undefined where they share
 * none.
 */
function lastOfMost(plan: Plan, shared: readonly SharedStretch[], group: TaskGroup): SharedStretch | undefined {
  const members = membersOf(plan, group);
  const count = ({ tasks }: SharedStretch) => members.filter((task) => tasks.includes(task)).length;
  const most = Math.max(0, ...shared.map(count));
  return most === 0 ? undefined : shared.findLast((stretch) => count(stretch) === most);
}

/**
 * A group as a method sees it that looks at its last shared layer alone: the tasks that reach that
 * layer, and each other one by itself, for its row is zero by the drawing.
 */
function reachingLast(plan: Plan, shared: readonly SharedStretch[], group: TaskGroup): readonly TaskGroup[] {
  const last = group.aside === undefined ? lastOfMost(plan, shared, group) : undefined;
  if (last === undefined) return [group];
  const reaches = (place: number) => membersOf(plan, { tasks: [place] }).every((task) => last.tasks.includes(task));
  const others = group.tasks.filter((place) => !reaches(place));
  return [{ tasks: group.tasks.filter(reaches) }, ...others.map((place): TaskGroup => ({ tasks: [place], aside: 'no-part' }))];
}

/** For each group that a method is asked for: the last layer that most of its tasks share. */
export function lastShared(plan: Plan, frozen: FrozenSteps, groups: readonly TaskGroup[]): readonly SharedStretch[] {
  const shared = sharedStretches(plan, frozen);
  return askedOf(groups).flatMap((group) => lastOfMost(plan, shared, group) ?? []);
}

/**
 * The steps that serve all tasks of every linked group that they serve a task of, and so do all
 * steps that feed them: as far as these, rows per task can be one.
 */
export function servingWholeGroups(plan: Plan, groups: readonly TaskGroup[]): ReadonlySet<number> {
  const linked = groups.map((group) => membersOf(plan, group)).filter((members) => members.length > 1 || groups.length === 1);
  const found = new Set<number>();
  for (const [index, { tasks, inputs }] of plan.steps.entries()) {
    const counts = linked.map((members) => ({ served: members.filter((task) => tasks.includes(task)).length, all: members.length }));
    const isWhole = counts.every(({ served, all }) => served === 0 || served === all) && counts.some(({ served }) => served > 0);
    if (isWhole && inputs.every((from) => found.has(from))) found.add(index);
  }
  return found;
}

/** Some steps and all that their outputs flow into. */
export function behind(plan: Plan, starts: readonly number[]): ReadonlySet<number> {
  const found = new Set(starts);
  for (const [index, { inputs }] of plan.steps.entries()) if (inputs.some((from) => found.has(from))) found.add(index);
  return found;
}
