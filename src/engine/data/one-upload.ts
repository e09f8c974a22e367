import { reshape, slice, tensor1d, tidy, type Tensor1D } from '@tensorflow/tfjs-core';
import { joinFloats } from '../../lib/join-floats';
import { labelledOf, type LabelWeights } from './label-weights';
import type { Batch } from './batch';

/** Of one task: numbers [batch, …], row-major, in that shape. */
export interface TaskNumbers {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/**
 * A batch with what the processor makes of some tasks for every step. It goes to the device in one
 * upload, which is cut there; there is none where there is nothing of it.
 * @param batch the targets of the other tasks, in their order
 * @param answers per task its targets, undefined for one of the others
 * @param weights the labels of all tasks
 */
export function withUpload(batch: Batch, answers: readonly (TaskNumbers | undefined)[], weights: LabelWeights): Batch {
  const labelled = labelledOf(weights, batch.size);
  const others = [...answers.keys()].filter((task) => answers[task] === undefined);
  const { made, labels } = tidy(() => {
    const cut = inOneUpload([...answers.map((own) => own?.values), ...weights]);
    const shaped = answers.map((own, task) => own && cut[task] && reshape(cut[task], [...own.shape]));
    return { made: shaped, labels: cut.slice(answers.length) };
  });
  const targets = made.flatMap((own, task) => own ?? batch.targets[others.indexOf(task)] ?? []);
  return { ...batch, targets, ...(labelled === undefined ? {} : { labels, labelled }) };
}

/** Each of the vectors as a tensor, inside the caller's tidy; undefined for those that are. */
function inOneUpload(vectors: LabelWeights): (Tensor1D | undefined)[] {
  const present = vectors.filter((own) => own !== undefined);
  if (present.length === 0) return vectors.map(() => undefined);
  const whole = tensor1d(joinFloats(present));
  let end = 0;
  return vectors.map((own) => own && slice(whole, (end += own.length) - own.length, own.length));
}
