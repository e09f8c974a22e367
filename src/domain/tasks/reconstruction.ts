import { imagesIn, imagesOf, type Dataset } from '../datasets/dataset';
import { image, otherImage } from '../targets/image';
import type { TaskKind } from './task-kind';

const judged = { target: 'image', loss: 'mse', measure: 'image', metrics: ['psnr'] } as const;

/** Draw the input again from what the network kept of it. */
export const reconstruction: TaskKind = {
  suits: (dataset) => imagesIn(dataset) !== undefined,
  ...judged,
  targetOf: (dataset) => image(imagesOf(dataset).name),
};

/** Of two digits that lie on one another, draw the left one as it was before. */
export const leftImage = drawing('left-image');

/** Of two digits that lie on one another, draw the right one as it was before. */
export const rightImage = drawing('right-image');

/** Draw another image than the input, of its shape: the one in a field that is called so. */
function drawing(field: string): TaskKind {
  return {
    suits: (dataset) => isAsLarge(dataset, field),
    ...judged,
    targetOf: () => otherImage(field),
  };
}

function isAsLarge(dataset: Dataset, name: string): boolean {
  const field = dataset.fields[name];
  return field?.kind === 'image' && field.shape.join() === imagesOf(dataset).shape.join();
}
