import type { PaperId } from '../papers/papers';
import type { ParameterSpecs } from '../parameters';

/** An optimiser as data; engine/optimizers has its rule over tensors under the same file name. */
export interface OptimizerKind {
  readonly parameters: ParameterSpecs;
  /** How many numbers it keeps for each weight. */
  readonly slots: number;
  /**
   * A good first learning rate, taken when a person changes to this optimiser without having set
   * one.
   */
  readonly learningRate: number;
  /**
   * True where a longer gradient makes a longer step, so that the learning rate multiplies the
   * length of the update direction; false where the rule divides by the gradient's running size,
   * which leaves the direction's length without effect.
   */
  readonly scalesWithGradient: boolean;
  /** The papers that the rule comes from. */
  readonly papers: readonly PaperId[];
}
