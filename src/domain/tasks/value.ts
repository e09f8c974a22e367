import { fieldOfKind, fieldSize } from '../datasets/dataset';
import { values } from '../targets/values';
import type { TaskKind } from './task-kind';

/** How much? The numbers of a field of values, in their own unit. */
export const value: TaskKind = {
  suits: (dataset) => fieldOfKind(dataset, 'value') !== undefined,
  target: 'values',
  loss: 'mse',
  measure: 'regression',
  metrics: ['mae', 'r2'],
  targetOf: (dataset, question) => {
    const name = fieldOfKind(dataset, 'value', question.field) ?? '';
    const field = dataset.fields[name];
    const scaling = field?.kind === 'value' ? { offset: field.mean, scale: field.deviation } : { offset: 0, scale: 1 };
    return values(name, fieldSize(dataset, name), scaling, (example) => Array.from(example(name)));
  },
};
