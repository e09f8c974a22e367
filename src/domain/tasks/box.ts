import { fieldOfKind, imagesOf } from '../datasets/dataset';
import { box } from '../targets/box';
import type { TaskKind } from './task-kind';

/** Where is it? The box round the one thing in the image. */
export const boxTask: TaskKind = {
  suits: (dataset) => fieldOfKind(dataset, 'box') !== undefined,
  target: 'box',
  loss: 'giou',
  measure: 'box',
  metrics: ['iou'],
  targetOf: (dataset, { field }) => box(fieldOfKind(dataset, 'box', field) ?? '', imagesOf(dataset).shape),
};
