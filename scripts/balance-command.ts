import { balancingMethod } from '../src/domain/balancing/balancing-methods';
import { balancingRule } from '../src/domain/balancing/balancing-rules';
import { inner } from '../src/domain/balancing/solvers/matrix';
import { statesOfPresent, statesWithPresent } from '../src/domain/balancing/present-tasks';
import { balanceInGroups, groupsBeforeFirstStep, type GroupedOutput, type GroupNote, type TaskGroup } from '../src/domain/balancing/task-groups';
import { randomKey } from '../src/lib/random';
import { InputError, type CommandOutput } from './command-input';
import { HELP, readBalanceInput, type BalanceInput, type BalanceStep } from './balance-input';

/**
 * What is printed of a step: with its direction where gradients were given, with its value where
 * only losses were. The weight of a task that is absent from it is null.
 */
type Answer =
  | {
      readonly weights: readonly (number | null)[] | null;
      readonly direction: readonly number[];
      readonly converged: boolean;
      readonly notes?: readonly GroupNote[];
    }
  | { readonly weights: readonly (number | null)[] | null; readonly value: number };

/** Runs the command; returns its exit code. */
export function balance(args: readonly string[], { print, warn }: CommandOutput): number {
  if (args.includes('--help')) {
    print(HELP);
    return 0;
  }
  try {
    const input = readBalanceInput(args, warn);
    const answers = answersTo(input);
    print(JSON.stringify(input.sequence ? answers : answers[0]));
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    warn(error.message);
    return 2;
  }
}

/**
 * One answer per step, each step seeing what the method kept from the one before, as in training.
 */
function answersTo(input: BalanceInput): readonly Answer[] {
  const { method: id, values, steps, groupsAmong, present, seed } = input;
  const method = balancingMethod(id);
  const rule = balancingRule(id);
  const all = groupsAmong([...(steps[0]?.losses ?? []).keys()]);
  let kept = groupsBeforeFirstStep(method, all);
  return steps.map((whole, step) => {
    const tasks = present[step] ?? [];
    const given = ofTasks(whole, tasks);
    const { losses, jacobian = [] } = given;
    const gram = jacobian.map((row) => jacobian.map((other) => inner(row, other)));
    // What is read of a device is in single precision and finite, or the training ends there.
    const entries = jacobian.map((row) => Float32Array.from(row));
    if (!gram.flat().every(Number.isFinite) || !entries.every((row) => row.every(Number.isFinite))) {
      throw new InputError('the gradients are too long for single precision, or their inner products for double');
    }
    const groups = groupsAmong(tasks);
    const seen = {
      losses,
      gram: method.needs === 'gram' ? gram : [],
      jacobian: method.needs === 'jacobian' ? entries : [],
      preference: input.preference === undefined ? evenPreference(groups) : partOf(input.preference, tasks),
      values,
      learned: partOf(input.learned, tasks),
      step,
      epoch: step,
      random: randomKey(seed, 'balancing', step),
    };
    const width = jacobian[0]?.length ?? 0;
    const among = { places: tasks, width, columns: width === 0 ? [] : [{ offset: 0, size: width }] };
    const output = balanceInGroups(method, rule, groups, seen, statesOfPresent(method, groups, all, among, kept));
    const next = steps[step + 1];
    const lossesAfter = next && ofTasks(next, tasks).losses;
    const moved = output.kept.map((group) => {
      if (rule.postUpdate === undefined || lossesAfter === undefined) return group;
      const [before, after] = [partOf(losses, group.tasks), partOf(lossesAfter, group.tasks)];
      return { ...group, state: rule.postUpdate({ lossesBefore: before, lossesAfter: after, values, state: group.state }) };
    });
    kept = statesWithPresent(method, moved, all, among, kept);
    return answerOf(given, output, (weights) => whole.losses.map((_, task) => weights[tasks.indexOf(task)] ?? null));
  });
}

function partOf<Value>(perTask: readonly Value[], tasks: readonly number[]): readonly Value[] {
  return tasks.flatMap((task) => perTask.slice(task, task + 1));
}

/** What a step gives of some tasks. */
function ofTasks({ losses, jacobian }: BalanceStep, tasks: readonly number[]): BalanceStep {
  return { losses: partOf(losses, tasks), jacobian: jacobian && partOf(jacobian, tasks) };
}

/** Per task 1/K, K being the number of tasks of its group. */
function evenPreference(groups: readonly TaskGroup[]): readonly number[] {
  const tasks = groups.flatMap((group) => group.tasks);
  return [...tasks.keys()].map((task) => 1 / (groups.find((group) => group.tasks.includes(task))?.tasks.length ?? 1));
}

/** `forAll` puts the weights of present tasks in their places among all. */
function answerOf(
  { losses, jacobian }: BalanceStep,
  { weights, direction, value, notes }: GroupedOutput,
  forAll: (weights: readonly number[]) => readonly (number | null)[],
): Answer {
  const printed = weights === undefined ? null : forAll(weights);
  if (jacobian === undefined) return { weights: printed, value: value ?? inner(weights ?? [], losses) };
  const width = jacobian[0]?.length ?? 0;
  const combined = Array.from({ length: width }, (_, entry) => inner(weights ?? [], jacobian.map((row) => row[entry] ?? Number.NaN)));
  return {
    weights: printed,
    direction: direction === undefined ? combined : [...direction],
    converged: !notes.includes('not-converged'),
    ...(notes.length > 0 ? { notes } : {}),
  };
}
