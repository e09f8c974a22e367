import { tensor, zeros, type Tensor } from '@tensorflow/tfjs-core';
import { inputShape } from '../../domain/datasets/input-fields';
import { fail, ok } from '../../lib/result';
import { disposeBatch, type Batch } from '../data/batch';
import type { ExperimentData } from '../data/experiment-data';
import { imageInput } from '../data/image-input';
import type { Inspection } from './inspection';
import { answersTo } from './predictions';

/** What the heads say of a picture that is none of the data's; all else that the network takes in is missing. */
export const ownPicture: Inspection<'own-picture'> = {
  ready: () => undefined,
  answer: async ({ pixels }, { trainer, data }) => {
    const batch = batchOf(pixels, data.inputs);
    if (batch === undefined) return fail({ code: 'internal', params: {}, detail: `the network takes in no picture of ${pixels.length} bytes`, canContinue: true });
    const { step } = trainer;
    try {
      return ok({ step, outputs: await answersTo(trainer, batch) });
    } finally {
      disposeBatch(batch);
    }
  },
};

/** The picture as the first image that a network takes in; undefined where it has none of that size. */
function batchOf(pixels: Uint8Array, inputs: ExperimentData['inputs']): Batch | undefined {
  const seen = inputs.find(({ field }) => field.kind === 'image');
  if (seen?.field.kind !== 'image') return undefined;
  const image = imageInput(seen.name, seen.field);
  if (pixels.length !== image.size) return undefined;
  const values = new Float32Array(image.size);
  image.write(pixels, values, 0);
  const given = inputs.map(({ name, field }): readonly [string, Tensor] => [
    name,
    name === seen.name ? tensor(values, [1, ...image.shape]) : zeros([1, ...(inputShape(field) ?? [])]),
  ]);
  return { size: 1, inputs: Object.fromEntries(given), targets: [] };
}
