import type { Dataset } from '../../domain/datasets/dataset';
import { datasetById, type DatasetId } from '../../domain/datasets/datasets';
import { taskKind, taskKinds, type TaskKindId } from '../../domain/tasks/task-kinds';
import type { ParameterValue } from '../../domain/parameters';
import { ok } from '../../lib/result';
import { augmentationAmounts, augmentationOf, datasetOf, writtenAugmentation } from '../context';
import { isKeyOf, keysOf } from '../../lib/keys';
import { limits } from '../limits';
import type { Experiment, ExperimentAugmentation, ExperimentTask } from '../schema';
import { firstTemplates } from '../templates/first-templates';
import { freeId } from './ids';
import { withValue } from './values';
import { nearest, numberIn } from './numbers';
import type { Edited } from './refusal';
import { balanced } from './tasks';

/**
 * Another data set. Tasks that it has stay, each other one becomes one that asks for an answer of
 * the same kind while there is one, and the network is drawn anew for the images' shape; a set that
 * is about something else brings tasks and a start network of its own. Numbers of images stay as far as there are as many. Augmentation stays, for shifts are in pixels of images of
 * about one size; but random flips only where mirrored images make sense, whoever had set them.
 */
export function setDataset(experiment: Experiment, args: { readonly dataset: DatasetId }): Edited {
  if (args.dataset === experiment.data.dataset) return ok(experiment);
  const dataset = datasetById(args.dataset);
  const { splits, mirrors } = dataset;
  const augmentation = augmentationOf(experiment.data);
  const { own: _own, parameters: _parameters, ...former } = experiment.data;
  const data = {
    ...augmentedBy(former, { ...augmentation, flip: augmentation.flip && mirrors }),
    dataset: args.dataset,
    train: Math.min(experiment.data.train, splits.train.images),
    test: Math.min(experiment.data.test, splits.test.images),
  };
  const tasks = balanced(experiment, startOf(dataset) ?? tasksFor(dataset, experiment.tasks));
  const wanted = dataset.start?.network;
  const network = isKeyOf(firstTemplates)(wanted) ? wanted : 'small-cnn';
  return ok({ ...experiment, data, tasks, network: firstTemplates[network].build(data, tasks) });
}

/** A parameter of how the examples of a derived set are composed. */
export function setDataParameter(experiment: Experiment, args: { readonly name: string; readonly value: ParameterValue }): Edited {
  const { parameters: specs = {} } = datasetOf(experiment);
  const values = withValue(specs, experiment.data.parameters ?? {}, args.name, args.value);
  return values.ok ? ok({ ...experiment, data: { ...experiment.data, parameters: values.value } }) : values;
}

/** How many images of the official splits are used, from the front of each. */
export function setImages(
  experiment: Experiment,
  args: { readonly train?: number | undefined; readonly test?: number | undefined },
): Edited {
  const { splits } = datasetOf(experiment);
  const train = numberIn(args.train ?? experiment.data.train, [limits.images[0], splits.train.images], true);
  if (!train.ok) return train;
  const test = numberIn(args.test ?? experiment.data.test, [limits.images[0], splits.test.images], true);
  if (!test.ok) return test;
  return ok({ ...experiment, data: { ...experiment.data, train: train.value, test: test.value } });
}

/**
 * How the images of training batches are changed by chance; without any change the document does
 * not speak of it.
 */
export function setAugmentation(
  experiment: Experiment,
  args: { readonly [Part in keyof ExperimentAugmentation]?: ExperimentAugmentation[Part] | undefined },
): Edited {
  const before = augmentationOf(experiment.data);
  const amounts = { ...before };
  for (const part of augmentationAmounts) {
    const amount = numberIn(args[part] ?? before[part], limits[part], part === 'shift' || part === 'rotate');
    if (!amount.ok) return amount;
    amounts[part] = amount.value;
  }
  return ok({ ...experiment, data: augmentedBy(experiment.data, { ...amounts, flip: args.flip ?? before.flip }) });
}

function augmentedBy(before: Experiment['data'], augmentation: Required<ExperimentAugmentation>): Experiment['data'] {
  const { augmentation: _, ...data } = before;
  return { ...data, ...writtenAugmentation(augmentation) };
}

/** The kinds of task that a data set has, in the order in which they are offered. */
export function taskKindsOf(dataset: Dataset): readonly TaskKindId[] {
  return keysOf(taskKinds).filter((kind) => taskKind(kind).suits(dataset));
}

/** The task that a document is given when none of its own is left. */
export function firstTaskOf(dataset: Dataset): ExperimentTask {
  const kind = taskKindsOf(dataset)[0] ?? 'reconstruction';
  return { id: kind, kind, colour: 0, weight: 1 };
}

/** The tasks that a data set begins with, all of one weight; undefined where it has none of its own. */
function startOf({ start }: Dataset): ExperimentTask[] | undefined {
  return start?.tasks.filter(isKeyOf(taskKinds)).map((kind, colour) => ({ id: kind, kind, colour, weight: 1 }));
}

/** The tasks of a document, as they can be asked of another data set. */
function tasksFor(dataset: Dataset, tasks: readonly ExperimentTask[]): ExperimentTask[] {
  const offered = taskKindsOf(dataset);
  const staying = tasks.filter((task) => offered.includes(task.kind));
  const taken = new Set<TaskKindId>(staying.map((task) => task.kind));
  const result: ExperimentTask[] = [];
  for (const task of tasks) {
    if (offered.includes(task.kind)) {
      result.push(askedOf(dataset, task));
      continue;
    }
    const wanted = taskKind(task.kind).target;
    const kind = offered.find((candidate) => !taken.has(candidate) && taskKind(candidate).isOpen !== true && taskKind(candidate).target === wanted);
    if (kind === undefined) continue;
    taken.add(kind);
    result.push({
      id: freeId(kind, [...tasks, ...result], true),
      kind,
      colour: task.colour,
      weight: nearest(task.weight, [-limits.weight, limits.weight], false),
    });
  }
  return result.length > 0 ? result : [firstTaskOf(dataset)];
}

/**
 * A task as it is asked of a data set: groups of classes of a field that it does not have, and their
 * name, mean nothing there.
 */
export function askedOf({ fields }: Dataset, task: ExperimentTask): ExperimentTask {
  if (task.field === undefined || task.field in fields) return task;
  const { name: _name, field: _field, groups: _groups, ...rest } = task;
  return rest;
}
