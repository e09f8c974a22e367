import type { Target } from '../../targets/target';
import type { FourCounts } from '../association/phi';
import { confusionMatrix } from '../confusion';

/** What came of some images for one task, image by image, as `Outcome` says. */
interface ManyOutcomes {
  /** [images]; NaN of an image without a label. */
  readonly losses: Float32Array;
  /** [images, width of an outcome] */
  readonly answers: Float32Array;
  readonly truths: Float32Array;
}

/** Whether the answer to each image [images] is right; undefined where it is neither right nor wrong, and without a label. */
export type RightAnswers = readonly (boolean | undefined)[];

/** True for a target whose answers are right or wrong, and not near the truth or far from it. */
export function isRightOrWrong({ id }: Pick<Target, 'id'>): boolean {
  return id === 'classes' || id === 'ordinal' || id === 'tags';
}

/** True for a target whose answers are one of several classes, by their index. */
export function isOfClasses({ id }: Pick<Target, 'id'>): boolean {
  return id === 'classes' || id === 'ordinal';
}

/** Which answers are the truth: of tags where all are right. */
export function rightAnswers(target: Pick<Target, 'id'>, { losses, answers, truths }: ManyOutcomes): RightAnswers {
  const counts = isRightOrWrong(target);
  return Array.from(losses, (loss, image) => (counts && !Number.isNaN(loss) ? answers[image] === truths[image] : undefined));
}

/**
 * How many images of each true class (row) got each answer (column), [classes][classes] row after
 * row, of those with a label. Throws for classes that do not exist.
 */
export function confusionOf({ classes }: Pick<Target, 'classes'>, { losses, answers, truths }: ManyOutcomes): Float64Array {
  const isLabelled = (_: number, image: number) => !Number.isNaN(losses[image] ?? Number.NaN);
  return confusionMatrix(truths.filter(isLabelled), answers.filter(isLabelled), classes.length);
}

/** Of how many images two tasks both know the answer, one of them, or neither; of those alone that are right or wrong for both. */
export function jointCounts(first: RightAnswers, second: RightAnswers): FourCounts {
  const count = (one: boolean, other: boolean) => first.filter((right, image) => right === one && second[image] === other).length;
  return { both: count(true, true), firstOnly: count(true, false), secondOnly: count(false, true), neither: count(false, false) };
}
