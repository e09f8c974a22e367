import { balancingMethod } from '../src/domain/balancing/balancing-methods';
import { inner } from '../src/domain/balancing/solvers/matrix';
import { balanceInGroups, groupsBeforeFirstStep, type GroupedOutput, type GroupNote } from '../src/domain/balancing/task-groups';
import { randomKey } from '../src/lib/random';
import { InputError, type CommandOutput } from './command-input';
import { HELP, readBalanceInput, type BalanceInput, type BalanceStep } from './balance-input';

/**
 * What is printed of a step: with its direction where gradients were given, with its value where
 * only losses were.
 */
type Answer =
  | {
      readonly weights: readonly number[] | null;
      readonly direction: readonly number[];
      readonly converged: boolean;
      readonly notes?: readonly GroupNote[];
    }
  | { readonly weights: readonly number[] | null; readonly value: number };

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
function answersTo({ method: id, values, steps, groups, preference, learned, seed }: BalanceInput): readonly Answer[] {
  const method = balancingMethod(id);
  let kept = groupsBeforeFirstStep(method, groups);
  return steps.map((given, step) => {
    const { losses, jacobian = [] } = given;
    const gram = jacobian.map((row) => jacobian.map((other) => inner(row, other)));
    // What is read of a device is in single precision and finite, or the training ends there.
    const entries = jacobian.map((row) => Float32Array.from(row));
    if (!gram.flat().every(Number.isFinite) || !entries.every((row) => row.every(Number.isFinite))) {
      throw new InputError('the gradients are too long for single precision, or their inner products for double');
    }
    const seen = {
      losses,
      gram: method.needs === 'gram' ? gram : [],
      jacobian: method.needs === 'jacobian' ? entries : [],
      preference,
      values,
      learned,
      step,
      epoch: step,
      random: randomKey(seed, 'balancing', step),
    };
    const output = balanceInGroups(method, groups, seen, kept);
    const lossesAfter = steps[step + 1]?.losses;
    kept = output.kept.map((group) => {
      const of = (all: readonly number[]) => group.tasks.map((task) => all[task] ?? Number.NaN);
      if (method.postUpdate === undefined || lossesAfter === undefined) return group;
      return { ...group, state: method.postUpdate({ lossesBefore: of(losses), lossesAfter: of(lossesAfter), values, state: group.state }) };
    });
    return answerOf(given, output);
  });
}

function answerOf({ losses, jacobian }: BalanceStep, { weights, direction, value, notes }: GroupedOutput): Answer {
  if (jacobian === undefined) return { weights: weights ?? null, value: value ?? inner(weights ?? [], losses) };
  const width = jacobian[0]?.length ?? 0;
  const combined = Array.from({ length: width }, (_, entry) => inner(weights ?? [], jacobian.map((row) => row[entry] ?? Number.NaN)));
  return {
    weights: weights ?? null,
    direction: direction === undefined ? combined : [...direction],
    converged: !notes.includes('not-converged'),
    ...(notes.length > 0 ? { notes } : {}),
  };
}
