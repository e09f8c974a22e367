import { fieldOfKind } from '../datasets/dataset';
import { mask } from '../targets/mask';
import type { TaskKind } from './task-kind';

/** Which pixels belong to it? A class for every pixel. */
export const maskTask: TaskKind = {
  suits: (dataset) => fieldOfKind(dataset, 'mask') !== undefined,
  target: 'mask',
  loss: 'pixel-cross-entropy',
  measure: 'mask',
  metrics: ['iou', 'dice'],
  targetOf: (dataset, question) => {
    const name = fieldOfKind(dataset, 'mask', question.field) ?? '';
    const field = dataset.fields[name];
    return mask(name, field?.kind === 'mask' ? field.classes : []);
  },
};
