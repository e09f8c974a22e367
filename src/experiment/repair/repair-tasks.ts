import type { DatasetId } from '../../domain/datasets/datasets';
import { taskKind, taskKinds } from '../../domain/tasks/task-kinds';
import { isRecord, own } from '../../lib/json';
import { firstTaskOf } from '../edits/data';
import { summingToOne } from '../edits/weights';
import { isKeyOf } from '../../lib/keys';
import { limits } from '../limits';
import { idPattern, type ExperimentTask } from '../schema';
import { checkedField, list, numberField, pathOf, type Source } from './fields';
import { datasetById } from '../../domain/datasets/datasets';

interface RepairedTasks {
  readonly tasks: ExperimentTask[];
  /** Sound ones beyond the limit, whose heads must go with them. */
  readonly beyond: readonly ExperimentTask[];
  readonly weightsSumToOne: boolean;
}

/** The tasks of a document from outside, and whether their weights are kept at a sum of 1. */
export function repairTasks(document: Source, dataset: DatasetId): RepairedTasks {
  const { log } = document;
  const found: ExperimentTask[] = [];
  // No more can have heads than there may be layers.
  for (const [index, raw] of list(document, 'tasks', limits.layers).entries()) {
    const task = repairTask(document, index, raw, dataset, found);
    if (task !== undefined) found.push(task);
  }
  const beyond = found.slice(limits.tasks);
  for (const { id } of beyond) log.note(`tasks.${id}`, 'dropped-too-many-tasks', { limit: limits.tasks });
  return { ...repairWeights(document, dataset, found.slice(0, limits.tasks)), beyond };
}

function repairWeights(document: Source, dataset: DatasetId, found: ExperimentTask[]): Omit<RepairedTasks, 'beyond'> {
  const { log } = document;
  if (found.length === 0) log.note('tasks', 'no-task-left', { used: firstTaskOf(dataset).kind });
  const tasks = found.length === 0 ? [firstTaskOf(dataset)] : found;
  const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
  if (!checkedField(document, 'weightsSumToOne', isFlag, false)) return { tasks, weightsSumToOne: false };
  if (tasks.some((task) => task.weight < 0)) {
    log.note('weightsSumToOne', 'sum-to-one-off');
    return { tasks, weightsSumToOne: false };
  }
  const sum = tasks.reduce((running, task) => running + task.weight, 0);
  if (Math.abs(sum - 1) <= 1e-6) return { tasks, weightsSumToOne: true };
  log.note('tasks', 'weights-rescaled', { given: sum });
  return { tasks: summingToOne(tasks), weightsSumToOne: true };
}

function repairTask(
  document: Source,
  index: number,
  raw: unknown,
  dataset: DatasetId,
  before: readonly ExperimentTask[],
): ExperimentTask | undefined {
  const id = isRecord(raw) ? own(raw, 'id') : undefined;
  if (!isRecord(raw) || typeof id !== 'string' || !idPattern.test(id)) {
    document.log.note(`tasks.${index}`, 'dropped-bad-id');
    return undefined;
  }
  const task: Source = { raw, path: pathOf(document, `tasks.${id}`), log: document.log };
  if (before.some((other) => other.id === id)) {
    document.log.note(task.path, 'dropped-duplicate');
    return undefined;
  }
  const kind = own(raw, 'kind');
  if (!isKeyOf(taskKinds)(kind)) {
    document.log.note(task.path, 'dropped-unknown-kind');
    return undefined;
  }
  if (!taskKind(kind).suits(datasetById(dataset))) {
    document.log.note(task.path, 'dropped-task-not-on-dataset', { kind, dataset });
    return undefined;
  }
  return { id, kind, weight: numberField(task, 'weight', [-limits.weight, limits.weight], false, 1) };
}
