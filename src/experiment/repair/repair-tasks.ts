import { lossIds, lossKind } from '../../domain/losses/losses';
import { taskKind, taskKinds } from '../../domain/tasks/task-kinds';
import { isRecord, own } from '../../lib/json';
import { firstTaskOf } from '../edits/data';
import { freeColour } from '../edits/colours';
import { fits } from '../edits/task-details';
import { asSet, mixed, plainTask } from '../edits/solo-mute';
import { summingToOne } from '../edits/weights';
import { isKeyOf } from '../../lib/keys';
import { limits } from '../limits';
import { datasetOf } from '../context';
import { idPattern, type Experiment, type ExperimentTask } from '../schema';
import { checkedField, list, numberField, part, pathOf, textField, valuesField, type Source } from './fields';

interface RepairedTasks {
  readonly tasks: ExperimentTask[];
  /** Sound ones beyond the limit, whose heads must go with them. */
  readonly beyond: readonly ExperimentTask[];
  readonly weightsSumToOne: boolean;
}

/** The tasks of a document from outside, and whether their weights are kept at a sum of 1. */
export function repairTasks(document: Source, data: Experiment['data']): RepairedTasks {
  const { log } = document;
  const found: ExperimentTask[] = [];
  // No more can have heads than there may be layers.
  for (const [index, raw] of list(document, 'tasks', limits.layers).entries()) {
    const task = repairTask(document, index, raw, data, found);
    if (task !== undefined) found.push(task);
  }
  const beyond = found.slice(limits.tasks);
  for (const { id } of beyond) log.note(`tasks.${id}`, 'dropped-too-many-tasks', { limit: limits.tasks });
  const repaired = repairWeights(document, data, found.slice(0, limits.tasks));
  return { ...repaired, tasks: repairMix(log, repaired), beyond };
}

/** Where weights do not follow from what is solo or muted, they stay, and nothing is. */
function repairMix(log: Source['log'], { tasks, weightsSumToOne }: Omit<RepairedTasks, 'beyond'>): ExperimentTask[] {
  const wanted = mixed(asSet(tasks), weightsSumToOne);
  const fits = tasks.every(({ weight, solo, mute }, index) => {
    const other = wanted[index];
    return Math.abs(weight - (other?.weight ?? 0)) <= 1e-6 && solo === other?.solo && mute === other?.mute;
  });
  if (fits) return tasks;
  log.note('tasks', 'replaced', { used: '' });
  return tasks.map((task) => plainTask(task, task.weight));
}

function repairWeights(document: Source, data: Experiment['data'], found: ExperimentTask[]): Omit<RepairedTasks, 'beyond'> {
  const { log } = document;
  if (found.length === 0) log.note('tasks', 'no-task-left', { used: firstTaskOf(datasetOf({ data })).kind });
  const tasks = found.length === 0 ? [firstTaskOf(datasetOf({ data }))] : found;
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
  data: Experiment['data'],
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
  if (!taskKind(kind).suits(datasetOf({ data }))) {
    document.log.note(task.path, 'dropped-task-not-on-dataset', { kind, dataset: data.own?.name ?? data.dataset });
    return undefined;
  }
  return {
    id,
    kind,
    ...repairName(task),
    colour: freeColour(before, own(raw, 'colour')),
    ...repairQuestion(task),
    ...repairLoss(task, kind),
    ...repairLabels(task),
    weight: numberField(task, 'weight', [-limits.weight, limits.weight], false, 1),
    ...repairPressed(task),
  };
}

/** What is solo or muted, and the weight that it gets back. */
function repairPressed(task: Source): Pick<ExperimentTask, 'setWeight' | 'solo' | 'mute'> {
  return {
    ...(own(task.raw, 'setWeight') === undefined ? {} : { setWeight: numberField(task, 'setWeight', [-limits.weight, limits.weight], false, 1) }),
    ...(own(task.raw, 'solo') === true ? { solo: true as const } : {}),
    ...(own(task.raw, 'mute') === true ? { mute: true as const } : {}),
  };
}

/** A name without anything in it is none. */
function repairName(task: Source): Pick<ExperimentTask, 'name'> {
  if (own(task.raw, 'name') === undefined) return {};
  const name = textField(task, 'name', limits.taskName, false, '');
  return name === '' ? {} : { name };
}

/** What is asked of which field; groups without a class are left out. */
function repairQuestion(task: Source): Pick<ExperimentTask, 'field' | 'groups'> {
  const field = own(task.raw, 'field');
  const isId = (value: unknown): value is string => typeof value === 'string' && idPattern.test(value);
  if (field !== undefined && !isId(field)) task.log.note(pathOf(task, 'field'), 'replaced', { used: '' });
  const groups = own(task.raw, 'groups') === undefined ? [] : repairGroups(task);
  return { ...(isId(field) ? { field } : {}), ...(groups.length === 0 ? {} : { groups }) };
}

function repairGroups(task: Source): NonNullable<ExperimentTask['groups']> {
  return list(task, 'groups', limits.classes).flatMap((raw, index) => {
    const group: Source = { raw: isRecord(raw) ? raw : {}, path: pathOf(task, `groups.${index}`), log: task.log };
    const isClass = (value: unknown): value is number =>
      typeof value === 'number' && Number.isInteger(value) && value >= limits.classIndex[0] && value <= limits.classIndex[1];
    const given = list(group, 'classes', limits.classes);
    const classes = [...new Set(given.filter(isClass))];
    if (classes.length < given.length) task.log.note(pathOf(group, 'classes'), 'replaced', { used: classes.join(' ') });
    if (classes.length === 0) return [];
    const name = textField(group, 'name', limits.className, false, '');
    return [{ name: name === '' ? String(index + 1) : name, classes }];
  });
}

function repairLoss(task: Source, taskKindId: ExperimentTask['kind']): Pick<ExperimentTask, 'loss'> {
  if (own(task.raw, 'loss') === undefined) return {};
  const loss = part(task, 'loss');
  const kind = own(loss.raw, 'kind');
  const known = lossIds.find((id) => id === kind && fits({ kind: taskKindId }, id));
  if (known === undefined) {
    task.log.note(pathOf(loss, 'kind'), 'replaced', { used: '' });
    return {};
  }
  return { loss: { kind: known, values: valuesField(loss, 'values', lossKind(known).parameters) } };
}

function repairLabels(task: Source): Pick<ExperimentTask, 'labels'> {
  if (own(task.raw, 'labels') === undefined) return {};
  const labels = part(task, 'labels');
  const share = (key: 'missing' | 'noise') => (own(labels.raw, key) === undefined ? 0 : numberField(labels, key, [0, 1], false, 0));
  const [missing, noise] = [share('missing'), share('noise')];
  const examples = own(labels.raw, 'examples') === undefined ? undefined : numberField(labels, 'examples', limits.images, true, limits.images[1]);
  const imbalance = own(labels.raw, 'imbalance') === undefined ? 1 : numberField(labels, 'imbalance', limits.imbalance, false, 1);
  const found = {
    ...(missing === 0 ? {} : { missing }),
    ...(noise === 0 ? {} : { noise }),
    ...(examples === undefined ? {} : { examples }),
    ...(imbalance === 1 ? {} : { imbalance }),
  };
  return Object.keys(found).length === 0 ? {} : { labels: found };
}
