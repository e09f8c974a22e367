import { inputShape, usualInput } from '../domain/datasets/input-fields';
import type { DataField } from '../domain/datasets/dataset';
import { taskKind, type TaskKindId } from '../domain/tasks/task-kinds';
import { augmentationOf, writtenAugmentation } from './context';
import { firstTaskOf } from './edits/data';
import { freeId } from './edits/ids';
import { balanced } from './edits/tasks';
import { limits } from './limits';
import { ownDataset, type OwnData } from './own-data';
import type { Experiment, ExperimentTask } from './schema';
import { cleanText } from './text';
import { templates } from './templates/templates';

/** The kind of task that asks for a field, by what the field is. */
const kindsOfFields: Readonly<Partial<Record<DataField['kind'], TaskKindId>>> = {
  class: 'classify',
  value: 'value',
  box: 'box',
  mask: 'mask',
  tags: 'tags',
  ordinal: 'ordinal',
};

/**
 * The document on data of a person's own. Where its tasks and its network fit them, since they have
 * the fields and the shape of the data that it was on, they stay; else there is a task for every field
 * and a start network for the shape.
 * @param titles what the files call the fields, by their names: names of the new tasks
 */
export function onOwnData(experiment: Experiment, own: OwnData, titles: Readonly<Record<string, string>> = {}): Experiment {
  const dataset = ownDataset(own);
  const { augmentation: _augmentation, own: former, parameters: _parameters, ...before } = experiment.data;
  const isVector = dataset.fields[usualInput(dataset) ?? '']?.kind === 'vector';
  const augmentation = augmentationOf(experiment.data);
  const data: Experiment['data'] = {
    ...before,
    ...(isVector ? {} : writtenAugmentation({ ...augmentation, flip: augmentation.flip && own.mirrors })),
    dataset: 'own',
    own,
    train: own.train,
    test: own.test,
  };
  if (former !== undefined && isAlike(former, own)) return { ...experiment, data };
  const tasks = balanced(experiment, tasksFor(own, titles));
  return { ...experiment, data, tasks, network: templates[isVector ? 'mlp' : 'small-cnn'].build(data, tasks), training: trainingFor(experiment.training, own.train) };
}

/** Steps that a start network takes at least to learn something, and how often it may see an image for that. */
const [fewestSteps, mostEpochs] = [120, 40];

/** Of few examples batches are small, and there are more epochs, so that a network has steps enough. */
function trainingFor(training: Experiment['training'], examples: number): Experiment['training'] {
  const batchSize = examples < 10 * training.batchSize ? Math.min(16, training.batchSize) : training.batchSize;
  const epochs = Math.min(mostEpochs, Math.ceil((fewestSteps * Math.min(batchSize, examples)) / examples));
  return { ...training, batchSize, epochs: Math.max(training.epochs, epochs) };
}

/** True if whatever is asked of one set can be asked of the other. */
function isAlike(one: OwnData, other: OwnData): boolean {
  const form = ({ fields }: OwnData) => JSON.stringify(Object.entries(fields).map(([name, field]) => [name, field.kind, inputShape(field)]));
  return form(one) === form(other);
}

function tasksFor(own: OwnData, titles: Readonly<Record<string, string>>): ExperimentTask[] {
  const dataset = ownDataset(own);
  const tasks: ExperimentTask[] = [];
  for (const [field, { kind: fieldKind }] of Object.entries(own.fields)) {
    const kind = kindsOfFields[fieldKind];
    if (kind === undefined || tasks.length === limits.tasks || !taskKind(kind).suits(dataset)) continue;
    const name = cleanText(titles[field] ?? field, limits.taskName, false).trim();
    tasks.push({ id: freeId(kind, tasks, true), kind, ...(name === '' ? {} : { name }), colour: tasks.length, field, weight: 1 });
  }
  if (tasks.length > 0) return tasks;
  // Whatever is shown can be drawn again.
  return taskKind('reconstruction').suits(dataset) ? [{ id: 'reconstruction', kind: 'reconstruction', colour: 0, weight: 1 }] : [firstTaskOf(dataset)];
}

