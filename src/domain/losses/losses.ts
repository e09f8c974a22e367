import { keysOf } from '../../lib/keys';
import { binaryCrossEntropy } from './binary-cross-entropy';
import { crossEntropy } from './cross-entropy';
import { cumulativeLogits } from './cumulative-logits';
import { giou } from './giou';
import { huber } from './huber';
import { iou } from './iou';
import type { LossKind } from './loss-kind';
import { meanAbsoluteError } from './mean-absolute-error';
import { meanSquaredError } from './mean-squared-error';
import { pixelCrossEntropy } from './pixel-cross-entropy';
import { smoothL1 } from './smooth-l1';

/**
 * Every loss by its id; of those that fit a target the first is its usual one. The ids stand in
 * links: never rename one.
 */
export const lossKinds = {
  'cross-entropy': crossEntropy,
  mse: meanSquaredError,
  mae: meanAbsoluteError,
  huber,
  giou,
  iou,
  'smooth-l1': smoothL1,
  'pixel-cross-entropy': pixelCrossEntropy,
  'binary-cross-entropy': binaryCrossEntropy,
  'cumulative-logits': cumulativeLogits,
} as const satisfies Record<string, LossKind>;

export type LossId = keyof typeof lossKinds;

/** The ids of all losses. */
export const lossIds: readonly LossId[] = keysOf(lossKinds);

/** The description of a loss, typed loosely, for code that treats all alike. */
export function lossKind(id: LossId): LossKind {
  return lossKinds[id];
}
