import { boxOfSides } from '../../../lib/box';
import type { Target, TargetId } from '../../targets/target';
import { boxIou } from '../box-scores';
import { maskOverlap } from '../mask-overlap';

/**
 * What is kept of an answer to one image, beside the truth, in a few numbers: the indices of class
 * or level; values in their own unit; of boxes and masks how far they cover the truth, and of tags
 * which share of them is right, beside 1; of images nothing.
 */
export interface Outcome {
  readonly answer: ArrayLike<number>;
  readonly truth: ArrayLike<number>;
  /**
   * How sure the network is, 0 to 1: the probability of the class, of tags that of the one it is
   * least sure of; NaN where an answer has no probability.
   */
  readonly confidence: number;
}

type Reader = (target: Target, output: Float32Array, truth: Float32Array) => Outcome;

/** A new target does not compile until it is here. */
const readers: Readonly<Record<TargetId, Reader>> = {
  classes: (_target, logits, truth) => {
    const most = Math.max(...logits);
    // NaN is nowhere found: whoever tests counts it as the first.
    return { answer: [Math.max(0, logits.indexOf(most))], truth, confidence: 1 / logits.reduce((sum, logit) => sum + Math.exp(logit - most), 0) };
  },
  ordinal: (target, logits, truth) => ({ answer: target.decode(logits), truth, confidence: Number.NaN }),
  tags: (_target, logits, truth) => {
    const right = logits.filter((logit, tag) => logit > 0 === (truth[tag] ?? 0) > 0).length;
    return { answer: [right / logits.length], truth: [1], confidence: sigmoid(logits.reduce((least, logit) => Math.min(least, Math.abs(logit)), Number.POSITIVE_INFINITY)) };
  },
  values: (target, output, truth) => ({ answer: target.decode(output), truth, confidence: Number.NaN }),
  image: () => ({ answer: [], truth: [], confidence: Number.NaN }),
  box: (target, output, truth) => covered(boxIou(boxOfSides(target.decode(output.map(sigmoid))), boxOfSides(truth))),
  mask: (target, output, truth) => covered(maskOverlap(target.decode(target.activation === 'sigmoid' ? output.map(sigmoid) : output), truth)),
};

/**
 * Reads what a head gives of one image. The answer of a classification is its largest logit, ties go
 * to the first, as in a test (`classifier-scores`).
 * @param output in front of any softmax or sigmoid, row after row
 * @param truth the true answer as it is shown (`answer` of the target)
 */
export function outcomeOf(target: Target, output: Float32Array, truth: Float32Array): Outcome {
  return readers[target.id](target, output, truth);
}

/** Of how many numbers an answer and a truth are, for a target whose head gives `size` of them. */
export function outcomeWidth({ id }: Pick<Target, 'id'>, size: number): number {
  if (id === 'image') return 0;
  return id === 'values' ? size : 1;
}

function covered(overlap: number): Outcome {
  return { answer: [overlap], truth: [1], confidence: Number.NaN };
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
