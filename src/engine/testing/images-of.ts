import type { Tensor } from '@tensorflow/tfjs-core';
import type { Batch } from '../data/batch';

/** The images of a batch whose field is called "image". Throws for one without. */
export function imagesOf({ inputs: { image } }: Pick<Batch, 'inputs'>): Tensor {
  if (image === undefined) throw new Error('the batch has no images');
  return image;
}
