import type { RandomKey } from '../../lib/random';
import type { ParameterSpecs, ParameterValues } from '../parameters';

/** What a method may look at in one step. K is the number of tasks. */
export interface BalancingInput {
  /** [K] the tasks' losses in this step. */
  readonly losses: readonly number[];
  /** [K][K] inner products of the tasks' gradients on the shared parameters; empty unless the method needs them. */
  readonly gram: readonly (readonly number[])[];
  /** [K] what a person set at the sliders. */
  readonly preference: readonly number[];
  readonly values: ParameterValues;
  /** What the method kept from the step before (initialState at first). */
  readonly state: readonly number[];
  /** [K] what the optimiser learns for the method; empty for methods that learn nothing. */
  readonly learned: readonly number[];
  /** The step, from 0. */
  readonly step: number;
  /** Fresh for each step, for methods that draw. */
  readonly random: RandomKey;
}

export interface BalancingOutput {
  /** [K] the effective weights c with direction d = Σ c_i g_i on the shared parameters. */
  readonly weights: readonly number[];
  /** The total that is being minimised, where the method has one; otherwise Σ weight · loss is shown. */
  readonly value?: number;
  readonly state: readonly number[];
  /** [K] the gradient of the total with respect to `learned`; empty for methods that learn nothing. */
  readonly learnedGradient: readonly number[];
  readonly converged: boolean;
}

/** How K losses or K gradients become one update, on plain arrays. */
export interface BalancingMethod {
  readonly parameters: ParameterSpecs;
  /**
   * 'nothing': the weights are known before the step; 'losses': read once per step; 'gram': one backward per task, and the Gram matrix is read.
   */
  readonly needs: 'nothing' | 'losses' | 'gram';
  /**
   * True for methods that weigh losses: they also scale the parameters that one task alone uses. Methods that combine
   * gradients leave each task its own gradient there.
   */
  readonly scalesTaskSpecific: boolean;
  /** True if the sliders act (as weights or as a preference); where false they become read-outs. */
  readonly usesPreference: boolean;
  /** What is kept from step to step, before the first. */
  readonly initialState: (tasks: number) => readonly number[];
  /** What the optimiser learns together with the network, before the first step; [] for nothing. */
  readonly initialLearned: (tasks: number) => readonly number[];
  readonly balance: (input: BalancingInput) => BalancingOutput;
  /** The paper the rule comes from. */
  readonly reference: string;
}
