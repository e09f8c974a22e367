import { reshape, slice, tensor2d, tidy, type Tensor1D } from '@tensorflow/tfjs-core';
import type { Batch } from './batch';

/** Per task 1 for an example that it has a label for, 0 for another, [batch]; undefined where it has all. */
export type LabelWeights = readonly (Float32Array | undefined)[];

/** Per task, how many of so many examples it has a label for; undefined where none is missing. */
export function labelledOf(weights: LabelWeights, examples: number): readonly number[] | undefined {
  if (weights.every((own) => own === undefined)) return undefined;
  return weights.map((own) => (own === undefined ? examples : own.reduce((sum, label) => sum + label, 0)));
}

/**
 * The batch with its labels, which go to the device in one upload; the batch itself where none is
 * missing.
 */
export function withLabels(batch: Batch, weights: LabelWeights): Batch {
  const labelled = labelledOf(weights, batch.size);
  return labelled === undefined ? batch : { ...batch, labels: onDevice(weights, batch.size), labelled };
}

function onDevice(weights: LabelWeights, size: number): readonly (Tensor1D | undefined)[] {
  const rows = weights.filter((own) => own !== undefined);
  const parts = tidy(() => {
    const all = new Float32Array(rows.length * size);
    rows.forEach((own, row) => all.set(own, row * size));
    const whole = tensor2d(all, [rows.length, size]);
    return rows.map((_, row): Tensor1D => reshape(slice(whole, [row, 0], [1, size]), [size]));
  });
  return weights.map((own) => (own === undefined ? undefined : parts[rows.indexOf(own)]));
}
