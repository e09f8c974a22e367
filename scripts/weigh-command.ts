import { beforeFirstStep, type BalancingNote, type BalancingOutput } from '../src/domain/balancing/balancing-method';
import { balancingMethod } from '../src/domain/balancing/balancing-methods';
import { inner } from '../src/domain/balancing/solvers/matrix';
import { randomKey } from '../src/lib/random';
import { InputError } from './command-input';
import { HELP, readWeighInput, type WeighInput, type WeighStep } from './weigh-input';

interface Output {
  readonly print: (line: string) => void;
  readonly warn: (line: string) => void;
}

/** What is printed of a step: with its direction where gradients were given, with its value where only losses were. */
type Answer =
  | {
      readonly weights: readonly number[] | null;
      readonly direction: readonly number[];
      readonly converged: boolean;
      readonly notes?: readonly BalancingNote[];
    }
  | { readonly weights: readonly number[] | null; readonly value: number };

/** Runs the command; returns its exit code. */
export function weigh(args: readonly string[], { print, warn }: Output): number {
  if (args.includes('--help')) {
    print(HELP);
    return 0;
  }
  try {
    const input = readWeighInput(args);
    const answers = answersTo(input);
    print(JSON.stringify(input.sequence ? answers : answers[0]));
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    warn(error.message);
    return 2;
  }
}

/** One answer per step, each step seeing what the method kept from the one before, as in training. */
function answersTo({ method: id, values, steps, preference, learned, seed }: WeighInput): readonly Answer[] {
  const method = balancingMethod(id);
  let { state, memory } = beforeFirstStep(method, preference.length);
  return steps.map((given, step) => {
    const { losses, jacobian = [] } = given;
    const gram = jacobian.map((row) => jacobian.map((other) => inner(row, other)));
    // What is read of a device is in single precision and finite, or the training ends there.
    const entries = jacobian.map((row) => Float32Array.from(row));
    if (!gram.flat().every(Number.isFinite) || !entries.every((row) => row.every(Number.isFinite))) {
      throw new InputError('the gradients are too long for single precision, or their inner products for double');
    }
    const output = method.balance({
      losses,
      gram: method.needs === 'gram' ? gram : [],
      jacobian: method.needs === 'jacobian' ? entries : [],
      preference,
      values,
      state,
      memory,
      learned,
      step,
      epoch: step,
      random: randomKey(seed, 'balancing', step),
    });
    const lossesAfter = steps[step + 1]?.losses;
    state =
      method.afterwards === undefined || lossesAfter === undefined
        ? output.state
        : method.afterwards({ lossesBefore: losses, lossesAfter, values, state: output.state });
    memory = output.memory ?? memory;
    return answerOf(given, output);
  });
}

function answerOf({ losses, jacobian }: WeighStep, { weights, direction, value, notes }: BalancingOutput): Answer {
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
