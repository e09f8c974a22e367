import { fieldOfKind } from '../datasets/dataset';
import { tags } from '../targets/tags';
import type { TaskKind } from './task-kind';

/** Which of these apply? None, one or several. */
export const tagsTask: TaskKind = {
  suits: (dataset) => fieldOfKind(dataset, 'tags') !== undefined,
  target: 'tags',
  loss: 'binary-cross-entropy',
  measure: 'tags',
  metrics: ['mean-ap', 'f1'],
  targetOf: (dataset, question) => {
    const name = fieldOfKind(dataset, 'tags', question.field) ?? '';
    const field = dataset.fields[name];
    return tags(name, field?.kind === 'tags' ? field.names : []);
  },
};
