import { add, argMax, cast, concat, div, equal, mean, mul, oneHot, reshape, slice, step, sub, sum, zerosLike, type Tensor } from '@tensorflow/tfjs-core';
import { scale } from '../operations/vectors';
import { countOf, type Measure } from './measure';

/**
 * [per class the pixels that have it in truth and answer, then per class those that have it in
 * either, then Σ Dice, images]: prediction [batch, height, width, 1], the logit of class 1 of two,
 * which is the answer where it is above 0, or [batch, height, width, classes] logits; target [batch,
 * height, width] classes. The Dice coefficient of an image is 2 · both / (truth + answer), 1 where a
 * class is in neither; of several classes the mean, without the background, which is class 0.
 */
export const mask: Measure = (prediction, target, exampleWeights) => {
  const { shape } = prediction;
  const [batch = 0] = shape;
  const channels = shape.at(-1) ?? 1;
  const classes = Math.max(2, channels);
  const logits = reshape(prediction, [batch, -1, channels]);
  const answer = channels === 1 ? cast(step(reshape(logits, [batch, -1])), 'int32') : argMax(logits, 2);
  const answered = pixelsByClass(answer, classes);
  const truth = pixelsByClass(reshape(cast(target, 'int32'), [batch, -1]), classes);
  const both = sum(mul(answered, truth), 1);
  const either = sub(add(sum(answered, 1), sum(truth, 1)), both);
  const dice = diceOf(withoutBackground(both), withoutBackground(either));
  const perExample = concat([both, either, dice], 1);
  const counted = exampleWeights === undefined ? perExample : mul(perExample, reshape(exampleWeights, [batch, 1]));
  return concat([sum(counted, 0), countOf(batch, exampleWeights)]);
};

/** Classes [batch, pixels] → 1 or 0 [batch, pixels, classes]. */
function pixelsByClass(classOf: Tensor, classes: number): Tensor {
  return cast(oneHot(cast(classOf, 'int32'), classes), 'float32');
}

function withoutBackground(counts: Tensor): Tensor {
  const [batch = 0, classes = 0] = counts.shape;
  return slice(counts, [0, 1], [batch, classes - 1]);
}

/** The mean over the classes, [batch, 1]: truth and answer together are both + either. */
function diceOf(both: Tensor, either: Tensor): Tensor {
  const nowhere = cast(equal(either, zerosLike(either)), 'float32');
  const twice = add(scale(both, 2), nowhere);
  return mean(div(twice, add(add(both, either), nowhere)), 1, true);
}
