import { fail, type Result } from '../../lib/result';
import { mostInspectedImages } from '../../protocol/inspections';
import type { Problem } from '../../protocol/problem';
import { disposeBatch, type Batch } from '../data/batch';
import type { ExperimentData } from '../data/experiment-data';
import type { ShownImage } from '../data/task-images';
import type { Subject } from './inspection';

type Readiness = Promise<Result<null, Problem>> | undefined;

/** `Inspection.ready` for what looks at the batch of the next step. */
export function nextBatchReady(_question: unknown, data: ExperimentData, step: number): Readiness {
  return data.ready(step);
}

/** Does some work on the batch of the next step, in its micro-batches. */
export async function onNextBatch<Value>({ trainer, data, step }: Subject, work: (batches: readonly Batch[]) => Promise<Value>): Promise<Value> {
  const batches = data.batches(step, trainer.maximumBatch);
  try {
    return await work(batches);
  } finally {
    for (const batch of batches) disposeBatch(batch);
  }
}

/**
 * `Inspection.ready` for what looks at test images. Fails with 'images-out-of-range' unless they
 * are indices of some, at least one and at most `mostInspectedImages`.
 */
export function imagesReady({ images }: { readonly images: readonly number[] }, data: ExperimentData): Readiness {
  const isOne = (index: number) => Number.isInteger(index) && index >= 0 && index < data.testImages;
  if (images.length > 0 && images.length <= mostInspectedImages && images.every(isOne)) return data.picked(images).ready();
  const params = { images: data.testImages, most: mostInspectedImages };
  return Promise.resolve(fail({ code: 'images-out-of-range', params, detail: JSON.stringify(images), canContinue: true }));
}

/**
 * Does some work on these test images, which must be there, in parts that are no larger than a
 * micro-batch: what is made of each part, one after another.
 */
export async function onImages<Value>(
  images: readonly number[],
  { trainer, data }: Subject,
  work: (batch: Batch, shown: () => readonly ShownImage[]) => Promise<Value>,
): Promise<readonly Value[]> {
  const made: Value[] = [];
  for (let first = 0; first < images.length; first += trainer.maximumBatch) {
    const picked = data.picked(images.slice(first, first + trainer.maximumBatch));
    const batch = picked.batch();
    try {
      made.push(await work(batch, () => picked.shown()));
    } finally {
      disposeBatch(batch);
    }
  }
  return made;
}
