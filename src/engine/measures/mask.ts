import { add, argMax, concat, div, fill, mean, mul, reshape, slice, step, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { oneHotOf } from '../operations/one-hot';
import { hasOwnKernel, runOwn } from '../operations/own-kernel';
import { pixelClasses } from '../operations/pixel-classes';
import { scale } from '../operations/vectors';
import { countOf, type Measure } from './measure';

/**
 * [per class the pixels that have it in truth and answer, then per class those that have it in
 * either, then Σ Dice, images]: prediction [batch, height, width, 1], the logit of class 1 of two,
 * which is the answer where it is above 0, or [batch, height, width, classes] logits; target
 * [batch, height, width] classes. The Dice coefficient of an image is 2 · both / (truth + answer),
 * 1 where a class is in neither; of several classes the mean, without the background, which is
 * class 0.
 */
export const mask: Measure = (prediction, target, exampleWeights) => {
  const { shape } = prediction;
  const [batch = 0] = shape;
  const channels = shape.at(-1) ?? 1;
  if (channels === 1 && target.dtype === 'float32' && hasOwnKernel('MaskSums')) {
    return reshape(runOwn('MaskSums', { prediction, target, ...(exampleWeights && { exampleWeights }) }), [6]);
  }
  const logits = reshape(prediction, [batch, -1, channels]);
  const answered = ofBothClasses(channels === 1 ? step(logits) : oneHotOf(argMax(logits, 2), channels));
  const truth = ofBothClasses(pixelClasses(target, channels));
  const both = sum(mul(answered, truth), 1);
  const either = sub(add(sum(answered, 1), sum(truth, 1)), both);
  const dice = diceOf(withoutBackground(both), withoutBackground(either));
  const perExample = concat([both, either, dice], 1);
  const counted = exampleWeights === undefined ? perExample : mul(perExample, reshape(exampleWeights, [batch, 1]));
  return concat([sum(counted, 0), countOf(batch, exampleWeights)]);
};

/** Of a single channel, class 1 of two, both classes; more channels as they are. */
function ofBothClasses(pixels: Tensor): Tensor {
  const [batch = 0, count = 0, channels] = pixels.shape;
  return channels === 1 ? concat([sub(fill([batch, count, 1], 1), pixels), pixels], 2) : pixels;
}

function withoutBackground(counts: Tensor): Tensor {
  const [batch = 0, classes = 0] = counts.shape;
  return slice(counts, [0, 1], [batch, classes - 1]);
}

/** The mean over the classes, [batch, 1]: truth and answer together are both + either. */
function diceOf(both: Tensor, either: Tensor): Tensor {
  const nowhere = sub(fill(either.shape, 1), step(either));
  const twice = add(scale(both, 2), nowhere);
  return mean(div(twice, add(add(both, either), nowhere)), 1, true);
}
