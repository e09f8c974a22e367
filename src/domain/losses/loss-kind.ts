import type { ParameterSpecs } from '../parameters';

/** What an answer can be, as far as losses differ by it. */
export type LossTarget = 'classes' | 'values' | 'image' | 'box' | 'mask' | 'tags' | 'ordinal';

/** A loss as data; engine/losses has its value and derivative over tensors under the same id. */
export interface LossKind {
  readonly parameters: ParameterSpecs;
  /** The targets whose heads can learn by it. */
  readonly fits: readonly LossTarget[];
  /** The paper or page that it comes from. */
  readonly reference: string;
}
