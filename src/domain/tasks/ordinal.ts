import { fieldOfKind } from '../datasets/dataset';
import { ordinal } from '../targets/ordinal';
import type { TaskKind } from './task-kind';

/** Which level is it? Levels have an order: the further off an answer, the more wrong. */
export const ordinalTask: TaskKind = {
  suits: (dataset) => fieldOfKind(dataset, 'ordinal') !== undefined,
  target: 'ordinal',
  loss: 'cumulative-logits',
  measure: 'ordinal',
  metrics: ['level-mae', 'accuracy'],
  targetOf: (dataset, question) => {
    const name = fieldOfKind(dataset, 'ordinal', question.field) ?? '';
    const field = dataset.fields[name];
    return ordinal(name, field?.kind === 'ordinal' ? field.levels : []);
  },
};
