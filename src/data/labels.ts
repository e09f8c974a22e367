import type { Target } from '../domain/targets/target';
import { keptShare } from '../experiment/class-imbalance';
import type { ExperimentTask } from '../experiment/schema';
import { randomKey, randomUniform } from '../lib/random';
import { planeOf, type ExampleShard } from './example-shard';

/** What a document leaves to chance about a task's labels. */
export type LabelSettings = NonNullable<ExperimentTask['labels']>;

/**
 * The labels that a task is trained with, by the index of an example among the train images of the
 * official split: pure functions of the document's seed, the task's id and that index, and of the
 * right label where classes are rare. Tests know nothing of it.
 */
export interface TrainLabels {
  /** True where no label is left out. */
  readonly all: boolean;
  /** False for an example whose label is left out. */
  readonly has: (index: number) => boolean;
  /** True where no label is wrong. */
  readonly right: boolean;
  /** True where each class keeps its labels. */
  readonly even: boolean;
  /** Of an example that has its label otherwise: false where it loses it since its class, of so many, is rare. */
  readonly keeps: (index: number, label: number, classes: number) => boolean;
  /** Undefined for an example with its own label; else a number in [0, 1) that says which one it has. */
  readonly wrong: (index: number) => number | undefined;
}

/** What the settings of a task say of its labels; a document without them leaves all as they are. */
export function trainLabels(seed: number, task: string, { missing = 0, noise = 0, examples = Number.POSITIVE_INFINITY, imbalance = 1 }: LabelSettings = {}): TrainLabels {
  const [ofMissing, ofNoise, ofClasses] = [randomKey(seed, 'missing', task), randomKey(seed, 'noise', task), randomKey(seed, 'imbalance', task)];
  return {
    all: missing === 0 && examples === Number.POSITIVE_INFINITY,
    has: (index) => index < examples && randomUniform(ofMissing, index) >= missing,
    even: imbalance === 1,
    keeps: (index, label, classes) => imbalance === 1 || randomUniform(ofClasses, index) < keptShare(label, classes, imbalance),
    right: noise === 0,
    wrong: (index) => (randomUniform(ofNoise, 2 * index) < noise ? randomUniform(ofNoise, 2 * index + 1) : undefined),
  };
}

/** True if the field that a target is read from is there for the example in a row of a shard. */
export function isAnswered(target: Pick<Target, 'field'>, shard: ExampleShard, row: number): boolean {
  return planeOf(shard, target.field).missing?.[row] !== 1;
}

/**
 * The answers [examples, …] of a task for a shard, with the wrong ones in their places. A wrong class
 * is one of the others, each as likely as the next; wrong numbers are those of another example of
 * the shard, or its own where that has none.
 * @param firstIndex the index of the shard's first example
 */
export function withWrongLabels(
  target: Pick<Target, 'field' | 'storage' | 'classes'>,
  answers: Int32Array | Float32Array,
  shard: ExampleShard,
  { wrong }: TrainLabels,
  firstIndex: number,
): Int32Array | Float32Array {
  const changed = answers.slice();
  const size = answers.length / shard.count;
  for (let row = 0; row < shard.count; row += 1) {
    const which = wrong(firstIndex + row);
    if (which === undefined || !isAnswered(target, shard, row)) continue;
    if (target.storage === 'index') changed[row] = another(answers[row] ?? 0, target.classes.length, which);
    else {
      const other = another(row, shard.count, which);
      if (isAnswered(target, shard, other)) changed.set(answers.subarray(other * size, (other + 1) * size), row * size);
    }
  }
  return changed;
}

/** Another whole number from 0 to count − 1, which `which` in [0, 1) says; the same one if there is none. */
function another(own: number, count: number, which: number): number {
  return count < 2 ? own : (own + 1 + Math.floor(which * (count - 1))) % count;
}

/** Per task 1 for an example that it has a label for, 0 for another, [batch]; undefined where it has all. */
export type LabelWeights = readonly (Float32Array | undefined)[];

/** Per task, the sum of what its examples count; undefined where none has weights. */
export function weighedOf(weights: LabelWeights): readonly (number | undefined)[] | undefined {
  if (weights.every((own) => own === undefined)) return undefined;
  return weights.map((own) => own?.reduce((sum, weight) => sum + weight, 0));
}

/** Per task, how many of so many examples it has a label for; undefined where none is missing. */
export function labelledOf(weights: LabelWeights, examples: number): readonly number[] | undefined {
  if (weights.every((own) => own === undefined)) return undefined;
  return weights.map((own) => (own === undefined ? examples : own.reduce((sum, label) => sum + label, 0)));
}
