import type { Target, TargetId } from '../../../domain/targets/target';
import { boxIou } from '../../../domain/metrics/box-scores';
import { maskOverlap } from '../../../domain/metrics/mask-overlap';
import { boxOfSides } from '../../../lib/box';
import type { ClassName } from '../../../domain/datasets/dataset';

/** What the network says about one image for one task, read from its output. */
export type Verdict =
  | { readonly kind: 'class'; readonly answer: ClassName; readonly confidence: number; readonly truth: ClassName; readonly right: boolean }
  | { readonly kind: 'values'; readonly answer: readonly number[]; readonly truth: readonly number[] }
  | { readonly kind: 'image'; readonly pixels: Float32Array }
  /** Half-open pixels [left, top, right, bottom], and how far the two are the same. */
  | { readonly kind: 'box'; readonly answer: readonly number[]; readonly truth: readonly number[]; readonly overlap: number }
  /** [height, width] the class of each pixel, and how far those that are not the ground are the same. */
  | { readonly kind: 'mask'; readonly answer: Float32Array; readonly truth: Float32Array; readonly overlap: number }
  /** The tags that are more probable than not, and those that apply. */
  | { readonly kind: 'tags'; readonly answer: readonly ClassName[]; readonly truth: readonly ClassName[]; readonly right: boolean }
  /** A level, and by how many it is off. */
  | { readonly kind: 'level'; readonly answer: ClassName; readonly truth: ClassName; readonly off: number };

type Reader = (target: Target, output: Float32Array, truth: Float32Array) => Verdict | undefined;

/** How the answers of each target are read; a new target does not compile until it is here. */
const readers: Readonly<Record<TargetId, Reader>> = {
  classes: ({ classes }, output, truth) => {
    const best = indexOfLargest(output);
    const answer = classes[best];
    const trueClass = classes[truth[0] ?? -1];
    if (output.length !== classes.length || answer === undefined || trueClass === undefined) return undefined;
    return { kind: 'class', answer, confidence: output[best] ?? Number.NaN, truth: trueClass, right: answer === trueClass };
  },
  values: (target, output, truth) => {
    const [size] = target.outputShape([]);
    return output.length === size && truth.length === size ? { kind: 'values', answer: [...output], truth: [...truth] } : undefined;
  },
  image: (_target, output) => ({ kind: 'image', pixels: output }),
  box: (_target, output, truth) =>
    output.length === 4 && truth.length === 4
      ? { kind: 'box', answer: [...output], truth: [...truth], overlap: boxIou(boxOfSides(output), boxOfSides(truth)) }
      : undefined,
  mask: (_target, output, truth) =>
    output.length === truth.length ? { kind: 'mask', answer: output, truth, overlap: maskOverlap(output, truth) } : undefined,
  tags: ({ classes }, output, truth) => {
    if (output.length !== classes.length || truth.length !== classes.length) return undefined;
    const given = (values: Float32Array) => classes.filter((_, place) => (values[place] ?? 0) > 0.5);
    const [answer, right] = [given(output), given(truth)];
    return { kind: 'tags', answer, truth: right, right: answer.length === right.length && answer.every((tag) => right.includes(tag)) };
  },
  ordinal: ({ classes }, output, truth) => {
    const [answer, level] = [classes[output[0] ?? -1], classes[truth[0] ?? -1]];
    if (output.length !== 1 || answer === undefined || level === undefined) return undefined;
    return { kind: 'level', answer, truth: level, off: Math.abs((output[0] ?? 0) - (truth[0] ?? 0)) };
  },
};

/**
 * Reads an output and the truth beside it: names of classes for probabilities (the most probable
 * one; ties go to the first), plain numbers for values, pixels for images. Undefined when they do
 * not fit the task, as when the tasks were changed since.
 */
export function verdictOf(target: Target, output: Float32Array, truth: Float32Array): Verdict | undefined {
  return readers[target.id](target, output, truth);
}

/**
 * Whether an answer is right; undefined where answers are near the truth or far, and neither right
 * nor wrong.
 */
export function isRight(verdict: Verdict): boolean | undefined {
  if (verdict.kind === 'level') return verdict.off === 0;
  return verdict.kind === 'class' || verdict.kind === 'tags' ? verdict.right : undefined;
}

/** A class and how probable it is, from 0 to 1. */
export interface RankedClass {
  readonly name: ClassName;
  readonly probability: number;
}

/**
 * The most probable classes, at most so many, from the most probable down. Where there are several
 * places, those that are wanted are among them: the last places are theirs.
 */
export function rankedClasses({ classes }: Target, output: Float32Array, most: number, wanted: readonly ClassName[]): readonly RankedClass[] {
  const all = classes.map((name, place) => ({ name, probability: output[place] ?? Number.NaN })).sort((one, other) => other.probability - one.probability);
  const missed = all.slice(most).filter(({ name }) => wanted.includes(name)).slice(0, most - 1);
  return [...all.slice(0, most - missed.length), ...missed];
}

function indexOfLargest(values: Float32Array): number {
  let best = 0;
  for (let index = 1; index < values.length; index += 1) {
    if ((values[index] ?? Number.NEGATIVE_INFINITY) > (values[best] ?? Number.NEGATIVE_INFINITY)) best = index;
  }
  return best;
}
