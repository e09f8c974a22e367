import { imagesOf } from '../datasets/dataset';
import { image } from '../targets/image';
import type { TaskKind } from './task-kind';

/** Draw the input again from what the network kept of it. */
export const reconstruction: TaskKind = {
  suits: ({ fields }) => Object.values(fields).some(({ kind }) => kind === 'image'),
  target: 'image',
  loss: 'mse',
  measure: 'image',
  metrics: ['psnr'],
  targetOf: (dataset) => image(imagesOf(dataset).name),
};
