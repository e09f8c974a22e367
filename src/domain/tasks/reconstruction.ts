import { image } from '../targets/image';
import type { TaskKind } from './task-kind';

/** Draw the input again from what the network kept of it. */
export const reconstruction: TaskKind = {
  datasets: ['mnist', 'cifar10'],
  target: image,
  loss: 'mse',
  measure: 'image',
  metrics: ['psnr'],
};
