import type { TestPoint } from '../../protocol/metrics';
import type { Predictions } from '../../protocol/predictions';
import { disposeBatch, type Batch } from '../data/batch';
import { subsetImages, type ExperimentData } from '../data/experiment-data';
import type { ShownImage } from '../data/task-images';
import type { Trainer } from '../trainer-contract';

/** Tests and predictions of one run. They read the weights and nothing else, so training goes on as if they had not been. */
export interface Evaluation {
  /** Over the fixed subset. Its images must be loaded. */
  subset(): Promise<TestPoint>;
  /** Over all test images, which must be loaded; undefined if `cancelled` became true in between. */
  all(cancelled: () => boolean, onProgress: (done: number, total: number) => void): Promise<TestPoint | undefined>;
  predictions(): Promise<Predictions>;
  dispose(): void;
}

/** Images of one part of a test: small enough for a command to be heard soon. */
const testBatchSize = 128;

/** `breathe` lets waiting commands be heard. */
export function createEvaluation(trainer: Trainer, data: ExperimentData, breathe: () => Promise<void>): Evaluation {
  const size = Math.min(testBatchSize, trainer.maximumBatch);
  // The subset and the shown images are used again and again: they stay on the device.
  let subsetBatches: readonly Batch[] | undefined;
  let shown: { readonly batch: Batch; readonly images: readonly ShownImage[] } | undefined;

  function partsOf(images: number): readonly (readonly [first: number, size: number])[] {
    return Array.from({ length: Math.ceil(images / size) }, (_, part) => [part * size, Math.min(size, images - part * size)]);
  }

  return {
    subset: async () => {
      const step = trainer.step;
      const images = Math.min(subsetImages, data.testImages);
      subsetBatches ??= partsOf(images).map((part) => data.testBatch(...part));
      const test = trainer.test();
      for (const batch of subsetBatches) test.add(batch);
      return { step, subset: true, ...(await test.finish()) };
    },
    all: async (cancelled, onProgress) => {
      const step = trainer.step;
      const test = trainer.test();
      for (const [first, length] of partsOf(data.testImages)) {
        if (cancelled()) {
          test.cancel();
          return undefined;
        }
        const batch = data.testBatch(first, length);
        test.add(batch);
        disposeBatch(batch);
        onProgress(first + length, data.testImages);
        await breathe();
      }
      const result = await test.finish();
      return cancelled() ? undefined : { step, subset: false, ...result };
    },
    predictions: async () => {
      const step = trainer.step;
      const images = shown?.images ?? data.shown();
      shown ??= { batch: data.testBatch(0, images.length), images };
      const outputs = await trainer.predict(shown.batch);
      return {
        step,
        images: images.map((image, index) => ({
          ...image,
          outputs: outputs.map((values) => {
            const length = values.length / images.length;
            return values.slice(index * length, (index + 1) * length);
          }),
        })),
      };
    },
    dispose: () => {
      for (const batch of subsetBatches ?? []) disposeBatch(batch);
      if (shown !== undefined) disposeBatch(shown.batch);
      subsetBatches = undefined;
      shown = undefined;
    },
  };
}
