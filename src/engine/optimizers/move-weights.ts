import { reshape, type Tensor1D } from '@tensorflow/tfjs-core';
import { updateWeights } from './update-weights';
import { taskGram } from '../operations/vectors';
import { formula, programOf, type Expression, type UpdateProgram } from './program';
import type { StepSettings, UpdateRule } from './update-rule';

const { add, constant, divide, gradient, minimum, multiply, sign, squareRoot, squares, weight } = formula;

export interface Regularisation {
  /** Factor of the penalty ‖w‖₁; 0 for none. */
  readonly l1: number;
  /** Factor of the penalty ½‖w‖², whose gradient is w; 0 for none. */
  readonly l2: number;
  /** The largest norm that the gradient may have; 0 for no clipping. */
  readonly clipNorm: number;
}

export interface MoveInput extends StepSettings {
  /** All weights of the network, one after another [parameters]. */
  readonly weights: Tensor1D;
  /** [parameters] */
  readonly gradient: Tensor1D;
  /** As many vectors [parameters] as the rule has slots; zeros before the first step. */
  readonly slots: readonly Tensor1D[];
  readonly regularisation: Regularisation;
}

export interface MovedWeights {
  readonly weights: Tensor1D;
  readonly slots: readonly Tensor1D[];
}

/** No penalties and no clipping. */
export const unregularised: Regularisation = { l1: 0, l2: 0, clipNorm: 0 };

/**
 * Every program's list of constants begins with l1 and l2; that of one that clips goes on with the
 * norm, its guard and 1.
 */
const penalties = 2;
const clipping = 3;
/** Keeps a gradient of zero from being divided by; PyTorch's number. */
const clipGuard = 1e-6;

/** gradient + l1 · sign(w) + l2 · w. In every program, so that moving a slider needs no new one. */
function penalised(): Expression {
  return add(add(gradient, multiply(sign(weight), constant(0))), multiply(weight, constant(1)));
}

/** The same times min(1, clipNorm / (norm + 1e-6)), as PyTorch's clip_grad_norm_ does. */
function clipped(): Expression {
  const norm = add(squareRoot(squares), constant(penalties + 1));
  return multiply(penalised(), minimum(divide(constant(penalties), norm), constant(penalties + 2)));
}

/** The program of a rule: outputs the new weights, then the new slots. */
export function programOfRule(rule: UpdateRule, clips: boolean): UpdateProgram {
  const moved = rule.move(weight, clips ? clipped() : penalised(), clips ? penalties + clipping : penalties);
  return programOf([moved.weight, ...moved.slots]);
}

/** The program whose one output is the gradient with its penalties. */
export const penaltyProgram: UpdateProgram = programOf([penalised()]);

/**
 * One step of an optimiser. The gradient first gets the penalties and is only then clipped as one
 * vector, so that the penalties count towards the norm; the norm stays on the device. Runs inside
 * the caller's tf.tidy and returns new tensors: a weight is never changed in place, since XNNPACK
 * goes on using its packed copy.
 */
export function moveWeights(rule: UpdateRule, input: MoveInput): MovedWeights {
  const { l1, l2, clipNorm } = input.regularisation;
  const clips = clipNorm > 0;
  const constants = [l1, l2, ...(clips ? [clipNorm, clipGuard, 1] : []), ...rule.constantsAt(input)];
  const vectors = { ...input, squares: clips ? sumOfSquares(input) : undefined };
  const [weights, ...slots] = updateWeights(programOfRule(rule, clips), vectors, constants);
  if (weights === undefined || slots.length !== rule.slots) throw new Error('the optimiser left something out');
  return { weights, slots };
}

function sumOfSquares({ weights, gradient: raw, regularisation: { l1, l2 } }: MoveInput) {
  const vectors = { weights, gradient: raw, slots: [] };
  const [whole = raw] = l1 === 0 && l2 === 0 ? [] : updateWeights(penaltyProgram, vectors, [l1, l2]);
  return taskGram(reshape(whole, [1, whole.size]), [{ offset: 0, size: whole.size }]);
}
