import { add, fill, mul, reshape, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { pixelCrossEntropy as kind } from '../../domain/losses/pixel-cross-entropy';
import { numberOf } from '../../domain/parameters';
import { hasOwnKernel } from '../operations/own-kernel';
import { pixelClasses } from '../operations/pixel-classes';
import { binaryCrossEntropy } from './binary-cross-entropy';
import { crossEntropy } from './cross-entropy';
import { ownLoss, type LossPair, type LossResult } from './loss-pair';
import { softDice } from './parts/soft-dice';

/**
 * (1 − dice) · the mean over the pixels of their cross-entropy + dice · the loss of `softDice`:
 * prediction [batch, height, width, 1], the logit of class 1 of two, or [batch, height, width,
 * classes] logits of three and more, target [batch, height, width] classes (int32 or float32).
 */
export const pixelCrossEntropy: LossPair = {
  evaluate: (prediction, target, exampleWeights, total, values) => {
    const share = numberOf(kind.parameters, values, 'dice');
    if (prediction.shape.at(-1) === 1 && target.dtype === 'float32' && hasOwnKernel('MaskLoss')) {
      return ownLoss('MaskLoss', { prediction, target, exampleWeights }, total, { dice: share });
    }
    // A part that counts s times: its total is s times smaller.
    if (share === 0) return ofPixels(prediction, target, exampleWeights, total);
    if (share === 1) return softDice(prediction, target, exampleWeights, total);
    const pixels = ofPixels(prediction, target, exampleWeights, total / (1 - share));
    const dice = softDice(prediction, target, exampleWeights, total / share);
    return { value: add(pixels.value, dice.value), cotangent: add(pixels.cotangent, dice.cotangent) };
  },
};

function ofPixels(prediction: Tensor, target: Tensor, exampleWeights: Tensor1D, total: number): LossResult {
  const { shape, size } = prediction;
  const [batch = 0] = shape;
  const classes = shape.at(-1) ?? 1;
  if (classes === 1) return binaryCrossEntropy.evaluate(prediction, pixelClasses(target, 1), exampleWeights, total, {});
  const pixels = size / (batch * classes);
  const weights: Tensor1D = reshape(mul(reshape(exampleWeights, [batch, 1]), fill([1, pixels], 1)), [batch * pixels]);
  const rows = reshape(prediction, [batch * pixels, classes]);
  const { value, cotangent } = crossEntropy.evaluate(rows, target, weights, total * pixels, {});
  return { value, cotangent: reshape(cotangent, shape) };
}
