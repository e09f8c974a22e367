import type { LossId } from '../../domain/losses/losses';
import { binaryCrossEntropy } from './binary-cross-entropy';
import { crossEntropy } from './cross-entropy';
import { cumulativeLogits } from './cumulative-logits';
import { giou } from './giou';
import { huber } from './huber';
import { iou } from './iou';
import type { LossPair } from './loss-pair';
import { meanAbsoluteError } from './mean-absolute-error';
import { meanSquaredError } from './mean-squared-error';
import { pixelCrossEntropy } from './pixel-cross-entropy';
import { smoothL1 } from './smooth-l1';

/** The tensors of every loss. */
export const lossPairs: Readonly<Record<LossId, LossPair>> = {
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
};
