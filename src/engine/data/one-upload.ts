import { mul, reshape, tensor1d, tidy, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { joinFloats } from '../../lib/join-floats';
import { labelledOf, weighedOf, type LabelWeights } from '../../data/labels';
import { splitVector } from '../operations/vectors';
import type { Batch } from './batch';

/** Of one task: numbers [batch, …], row-major, in that shape. */
export interface TaskNumbers {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/** What the processor makes of a batch for every step. */
interface Uploaded {
  /** Per task its targets; undefined for one whose targets are there. */
  readonly answers: readonly (TaskNumbers | undefined)[];
  /** The labels of all tasks. */
  readonly labels: LabelWeights;
  /** Of all tasks what each example counts in the loss. */
  readonly weights: LabelWeights;
  /** By the name of the input, [batch] 0 for an example that it is missing of, else 1. */
  readonly present: Readonly<Record<string, Float32Array | undefined>>;
}

/**
 * A batch with what the processor makes of it. It goes to the device in one upload, which is cut
 * there; there is none where there is nothing of it.
 * @param batch the targets of the other tasks, in their order; it is used up
 */
export function withUpload(batch: Batch, { answers, labels: known, weights: counting, present }: Uploaded): Batch {
  const labelled = labelledOf(known, batch.size);
  const weighed = weighedOf(counting);
  const others = [...answers.keys()].filter((task) => answers[task] === undefined);
  const names = Object.keys(batch.inputs);
  const { made, labels, weights, inputs } = tidy(() => {
    const cut = inOneUpload([...answers.map((own) => own?.values), ...known, ...counting, ...names.map((name) => present[name])]);
    const shaped = answers.map((own, task) => own && cut[task] && reshape(cut[task], [...own.shape]));
    const tasks = answers.length;
    return {
      made: shaped,
      labels: cut.slice(tasks, 2 * tasks),
      weights: cut.slice(2 * tasks, 3 * tasks),
      inputs: Object.fromEntries(names.flatMap((name, at) => withoutMissing(name, batch.inputs[name], cut[3 * tasks + at]))),
    };
  });
  const targets = made.flatMap((own, task) => own ?? batch.targets[others.indexOf(task)] ?? []);
  for (const name of Object.keys(inputs)) batch.inputs[name]?.dispose();
  return {
    ...batch,
    inputs: { ...batch.inputs, ...inputs },
    targets,
    ...(labelled === undefined ? {} : { labels, labelled }),
    ...(weighed === undefined ? {} : { weights, weighed }),
  };
}

/** An input by its name, 0 all over where it is missing; nothing where it is of no example. */
function withoutMissing(name: string, input: Tensor | undefined, present: Tensor1D | undefined): readonly (readonly [string, Tensor])[] {
  if (input === undefined || present === undefined) return [];
  return [[name, mul(input, reshape(present, [-1, ...input.shape.slice(1).map(() => 1)]))]];
}

/** Each of the vectors as a tensor, inside the caller's tidy; undefined for those that are. */
function inOneUpload(vectors: LabelWeights): (Tensor1D | undefined)[] {
  const present = vectors.filter((own) => own !== undefined);
  if (present.length === 0) return vectors.map(() => undefined);
  let end = 0;
  const parts = splitVector(tensor1d(joinFloats(present)), present.map(({ length }) => ({ offset: (end += length) - length, size: length }))).values();
  return vectors.map((own) => own && parts.next().value);
}
