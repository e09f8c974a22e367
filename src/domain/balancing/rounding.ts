import type { BalancingInput, BalancingMethod, BalancingNote, BalancingRule } from './balancing-method';
import { isSolved } from './loss-weights';
import { at } from './solvers/matrix';

/**
 * A gradient shorter than this share of the longest counts as zero. It is the rounding of single
 * precision, in which gradients are computed: what is left of a gradient below it points nowhere in
 * particular.
 */
const SHORTEST = 2 ** -24;

/**
 * [K] which of these lengths count as zero beside the longest. Lengths that are not finite never
 * do.
 */
export function shortLengths(lengths: readonly number[]): readonly boolean[] {
  const longest = Math.max(...lengths);
  return lengths.map((length) => length === 0 || length < SHORTEST * longest);
}

/**
 * A method's rule with gradients that count as zero taken for zero before it sees them, and said so:
 * 'dead-gradient' where a gradient is exactly zero though its task is not solved, 'zero-gradient'
 * where the task is solved or only rounding is left.
 */
export function withoutRounding({ needs }: BalancingMethod, rule: BalancingRule): BalancingRule {
  if (needs !== 'gram' && needs !== 'jacobian') return rule;
  return {
    ...rule,
    balance: (input) => {
      const lengths = lengthsOf(input);
      const zeros = shortLengths(lengths);
      if (!zeros.includes(true)) return rule.balance(input);
      const output = rule.balance(withZeros(input, zeros));
      return { ...output, notes: [...notesOfZeros(zeros, lengths, input.losses), ...output.notes] };
    },
  };
}

/** [K] the gradients' lengths, from whichever of the two the method is given. */
function lengthsOf({ gram, jacobian }: BalancingInput): readonly number[] {
  if (gram.length > 0) return gram.map((row, task) => Math.sqrt(at(row, task)));
  return jacobian.map((row) => {
    let longest = 0;
    // By index, twice: an iterator takes several times as long, and squares of single entries could
    // leave the range.
    for (let entry = 0; entry < row.length; entry += 1) longest = Math.max(longest, Math.abs(row[entry] ?? Number.NaN));
    if (!(longest > 0)) return longest;
    let squares = 0;
    for (let entry = 0; entry < row.length; entry += 1) squares += ((row[entry] ?? Number.NaN) / longest) ** 2;
    return longest * Math.sqrt(squares);
  });
}

function withZeros(input: BalancingInput, zeros: readonly boolean[]): BalancingInput {
  const isZero = (task: number) => zeros[task] === true;
  return {
    ...input,
    gram: input.gram.map((row, task) => row.map((value, other) => (isZero(task) || isZero(other) ? 0 : value))),
    jacobian: input.jacobian.map((row, task) => (isZero(task) ? new Float32Array(row.length) : row)),
  };
}

function notesOfZeros(zeros: readonly boolean[], lengths: readonly number[], losses: readonly number[]): readonly BalancingNote[] {
  const notes = zeros.flatMap((zero, task): BalancingNote[] => {
    if (!zero) return [];
    return [at(lengths, task) === 0 && !isSolved(at(losses, task)) ? 'dead-gradient' : 'zero-gradient'];
  });
  return [...new Set(notes)];
}
