import type { LiveSettings } from '../experiment/live-settings';
import type { Experiment } from '../experiment/schema';

/**
 * Everything that a training is between two steps, as one value that can be stored and sent. Going
 * on from it equals never having stopped.
 */
export interface RunState {
  /** Version 1 kept what balancing methods count for all tasks together, and is taken over as it is read. */
  readonly version: 2;
  /**
   * The revision of the engine that computed it; absent for 1. Another one may go on from it, to
   * other numbers than that one would have.
   */
  readonly engine?: number;
  /** Steps taken. */
  readonly step: number;
  /** All weights, in the layout that the document compiles to. */
  readonly weights: Float32Array;
  /** The optimiser's vectors, each as long as `weights`. */
  readonly slots: readonly Float32Array[];
  /**
   * Running statistics of the layers that keep any, in the layout that the document compiles to;
   * absent where none does.
   */
  readonly statistics?: Float32Array;
  readonly balancing: {
    /** Steps taken, less those that were the method's own: its step and epoch count from there. */
    readonly since: number;
    /** What the method keeps, laid out as its `keeps` says (domain/balancing). */
    readonly state: readonly number[];
    /**
     * [tasks · shared weights] what the method keeps for every entry of the Jacobian; absent where
     * it keeps nothing.
     */
    readonly memory?: Float32Array;
    /**
     * Present where the tasks are not one group: what the method keeps of each group that shares
     * weights, instead of `state` (then empty) and `memory`. Tasks are numbered among those that
     * are balanced.
     */
    readonly groups?: readonly { readonly tasks: readonly number[]; readonly state: readonly number[]; readonly memory?: Float32Array }[];
    /** What is learned for the balancing method, and the optimiser's vectors for it. */
    readonly learned: readonly number[];
    readonly learnedSlots: readonly (readonly number[])[];
  };
  /** The live settings in force. */
  readonly live: LiveSettings;
}

/** What a network has learned, with the document that it is a training of. */
export interface TrainedState {
  readonly experiment: Experiment;
  readonly state: Pick<RunState, 'weights' | 'statistics'>;
}

/** Where a training begins that goes on with weights of another one. */
export interface KeptStart {
  /** At step 0: going on from it is that training. */
  readonly state: RunState;
  /** Of its weights and running statistics; 16 hexadecimal digits. */
  readonly fingerprint: string;
}
