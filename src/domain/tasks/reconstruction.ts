import { imagesIn, imagesOf } from '../datasets/dataset';
import { image } from '../targets/image';
import type { TaskKind } from './task-kind';

/** Draw the input again from what the network kept of it. */
export const reconstruction: TaskKind = {
  suits: (dataset) => imagesIn(dataset) !== undefined,
  target: 'image',
  loss: 'mse',
  measure: 'image',
  metrics: ['psnr'],
  targetOf: (dataset) => image(imagesOf(dataset).name),
};
