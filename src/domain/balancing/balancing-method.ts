import type { RandomKey } from '../../lib/random';
import type { PaperId } from '../papers/papers';
import type { ParameterSpecs, ParameterValues } from '../parameters';
import { lengthOfKept, type KeptNumbers } from './kept-numbers';

/**
 * What a method may look at in one step. K is the number of tasks, P the number of shared
 * parameters.
 */
export interface BalancingInput {
  /** [K] the tasks' losses in this step. */
  readonly losses: readonly number[];
  /**
   * [K][K] inner products of the tasks' gradients (of what `gramOf` says); empty unless the method
   * needs them.
   */
  readonly gram: readonly (readonly number[])[];
  /**
   * [K][P] the tasks' gradients on the shared parameters; empty unless the method needs their
   * single entries.
   */
  readonly jacobian: readonly Float32Array[];
  /** [K] what a person set at the sliders. */
  readonly preference: readonly number[];
  readonly values: ParameterValues;
  /**
   * What the method kept from the step before, laid out as `keeps` says; at its first step what
   * `beforeFirstStep` says, as for `memory` and `learned`. A task that was in no step so far has
   * its numbers of before the first step, whatever the others have.
   */
  readonly state: readonly number[];
  /**
   * [K · P] or empty: what the method keeps for each entry of the Jacobian; empty at its first
   * step.
   */
  readonly memory: Float32Array;
  /** [K] what the optimiser learns for the method; empty for methods that learn nothing. */
  readonly learned: readonly number[];
  /** The step, counted from 0 at the method's own first step. */
  readonly step: number;
  /** The epoch that the step belongs to, counted from 0 at the method's own first step. */
  readonly epoch: number;
  /** Fresh for each step, for methods that draw. */
  readonly random: RandomKey;
}

/**
 * What a person should be told of a step. 'singular': the Gram matrix (or the system made of it)
 * has no full rank, and a pseudo-inverse or the like was used; 'not-converged': the solver ran out
 * of rounds; 'negative-sum': the weights added up to less than 0, and the direction was turned
 * round. A task whose gradient counts as zero is left out, or (MGDA) brings the others to a halt:
 * 'dead-gradient' where nothing at all comes back of a loss that is still to be learned,
 * 'zero-gradient' where the task is solved or only rounding is left of it.
 */
export type BalancingNote = 'not-converged' | 'singular' | 'negative-sum' | 'zero-gradient' | 'dead-gradient';

export interface BalancingOutput {
  /**
   * [K] the effective weights c with direction d = Σ c_i g_i on the shared parameters; undefined
   * where d is no such sum.
   */
  readonly weights: readonly number[] | undefined;
  /** [P] the direction itself, where `weights` cannot say it; undefined otherwise. */
  readonly direction?: Float32Array;
  /**
   * The total that is being minimised, where the method has one; otherwise Σ weight · loss is
   * shown.
   */
  readonly value?: number;
  readonly state: readonly number[];
  /** [K · P], or the input's own where the method keeps nothing. */
  readonly memory?: Float32Array;
  /**
   * [K] the gradient of the total with respect to `learned`; empty for methods that learn nothing.
   */
  readonly learnedGradient: readonly number[];
  readonly notes: readonly BalancingNote[];
}

/** What a method sees of the same batch after the update. */
export interface AftermathInput {
  /** [K] */
  readonly lossesBefore: readonly number[];
  /** [K] the losses of the same batch with the new weights of the network. */
  readonly lossesAfter: readonly number[];
  readonly values: ParameterValues;
  /** As `balance` returned it in this step. */
  readonly state: readonly number[];
}

/** What is to be known of a method: all that the page needs of it. */
export interface BalancingMethod {
  readonly parameters: ParameterSpecs;
  /**
   * 'nothing': the weights are known before the step; 'losses': read once per step; 'gram': the
   * Gram matrix of the tasks' gradients is read; 'jacobian': all their entries are.
   */
  readonly needs: 'nothing' | 'losses' | 'gram' | 'jacobian';
  /**
   * Whose gradients the Gram matrix is of: 'shared': all parameters that two tasks or more reach;
   * 'last-shared': the last layer with weights that most tasks share, of methods with
   * `scalesTaskSpecific` alone; 'representation': the wires that leave the set of layers shared by
   * all tasks, of methods without it. 'shared' where it is not said.
   */
  readonly gramOf?: 'shared' | 'last-shared' | 'representation';
  /**
   * True for methods that weigh losses: they also scale the parameters that one task alone uses.
   * Methods that combine gradients leave each task its own gradient there.
   */
  readonly scalesTaskSpecific: boolean;
  /** True if the sliders act (as weights or as a preference); where false they become read-outs. */
  readonly usesPreference: boolean;
  /**
   * The numbers that are kept from step to step, all 0 before the first; left out where there are
   * none.
   */
  readonly keeps?: KeptNumbers;
  /**
   * True if the optimiser learns a number for each task together with the network, 0 before the
   * first step.
   */
  readonly learns?: true;
  /**
   * True if the method looks at the batch once more after the update, which is one more forward
   * pass: its rule then has a `postUpdate`.
   */
  readonly looksAgain?: true;
  /** The papers the rule comes from. */
  readonly papers: readonly PaperId[];
}

/**
 * How K losses or K gradients become one update, on plain arrays: the mathematics of a method, apart
 * from its facts since only what trains needs it.
 */
export interface BalancingRule {
  readonly balance: (input: BalancingInput) => BalancingOutput;
  /** Of methods that look at the batch again after the update: the state to keep. */
  readonly postUpdate?: (input: AftermathInput) => readonly number[];
}

/** What a method sees of its past in its first step. */
export function beforeFirstStep({ keeps, learns }: BalancingMethod, tasks: number): Pick<BalancingInput, 'state' | 'memory' | 'learned'> {
  const zeros = (length: number) => Array.from({ length }, () => 0);
  return { state: zeros(lengthOfKept(keeps, tasks)), memory: new Float32Array(), learned: zeros(learns === true ? tasks : 0) };
}
