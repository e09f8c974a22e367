import { ok } from '../../lib/result';
import type { Predictions } from '../../protocol/predictions';
import type { Batch } from '../data/batch';
import type { ShownImage } from '../data/task-images';
import { predictions as answersOfHeads } from '../evaluation/predict';
import type { Trainer } from '../trainer-contract';
import { imagesReady, onImages } from './examples';
import type { Inspection } from './inspection';

/** What the heads say of test images, beside the truth. */
export const predictions: Inspection<'predictions'> = {
  ready: imagesReady,
  answer: async ({ images }, subject) => {
    const { trainer } = subject;
    const parts = await onImages(images, subject, (batch, shown) => predictionsOn(trainer, batch, shown()));
    return ok({ step: trainer.step, images: parts.flatMap((part) => part.images) });
  },
};

/**
 * Per task, what the heads say of a batch: probabilities [batch, classes], values in the task's own
 * unit [batch, size], or pixels.
 */
export function answersTo(trainer: Pick<Trainer, 'inspect'>, batch: Batch): Promise<readonly Float32Array[]> {
  return trainer.inspect(({ plan, layers }) => answersOfHeads(plan, layers, batch));
}

/** The same image by image; `images` are those of the batch as they are shown. */
export async function predictionsOn(trainer: Trainer, batch: Batch, images: readonly ShownImage[]): Promise<Predictions> {
  const { step } = trainer;
  const answers = await answersTo(trainer, batch);
  return {
    step,
    images: images.map((image, index) => ({
      ...image,
      outputs: answers.map((values) => {
        const length = values.length / images.length;
        return values.slice(index * length, (index + 1) * length);
      }),
    })),
  };
}
