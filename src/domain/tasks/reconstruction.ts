import { image } from '../targets/image';
import type { TaskKind } from './task-kind';

/** Draw the input again from what the network kept of it. */
export const reconstruction: TaskKind = {
  suits: ({ fields }) => 'image' in fields,
  target: image,
  loss: 'mse',
  measure: 'image',
  metrics: ['psnr'],
};
