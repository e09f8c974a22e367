import type { PaperId } from '../papers/papers';
import type { ParameterSpecs } from '../parameters';
import type { TargetId } from '../targets/target';

/** A loss as data; engine/losses has its value and derivative over tensors under the same id. */
export interface LossKind {
  readonly parameters: ParameterSpecs;
  /** The targets whose heads can learn by it. */
  readonly fits: readonly TargetId[];
  /** The papers that it comes from. */
  readonly papers: readonly PaperId[];
  /** A page with its definition. */
  readonly page?: string;
}
