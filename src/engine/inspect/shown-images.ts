import type { Predictions } from '../../protocol/predictions';
import { disposeBatch, type Batch } from '../data/batch';
import type { ExperimentData } from '../data/experiment-data';
import type { ShownImage } from '../data/task-images';
import type { Trainer } from '../trainer-contract';
import { predictionsOn } from './predictions';

/** How many test images are shown while a network trains: the first ones. */
const shownImages = 8;

/** The test images that are shown while a network trains. */
export interface ShownImages {
  /** What the network says of them. They must be loaded. */
  predictions(): Promise<Predictions>;
  dispose(): void;
}

/** Asked again and again, they stay on the device until `dispose`. */
export function createShownImages(trainer: Trainer, data: ExperimentData): ShownImages {
  let kept: { readonly batch: Batch; readonly images: readonly ShownImage[] } | undefined;
  return {
    predictions: () => {
      const picked = data.picked(Array.from({ length: Math.min(shownImages, data.testImages) }, (_, index) => index));
      kept ??= { batch: picked.batch(), images: picked.shown() };
      return predictionsOn(trainer, kept.batch, kept.images);
    },
    dispose: () => {
      if (kept !== undefined) disposeBatch(kept.batch);
      kept = undefined;
    },
  };
}
