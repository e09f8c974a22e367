import { classFieldsOf, type ClassName, type Dataset } from '../../../domain/datasets/dataset';
import { taskKind, taskKinds, type TaskKindId } from '../../../domain/tasks/task-kinds';
import type { Target } from '../../../domain/targets/target';
import { taskOf } from '../../../experiment/context';
import type { Experiment, ExperimentTask } from '../../../experiment/schema';
import { keysOf } from '../../../lib/keys';

/** A group while it is made. */
export interface DraftGroup {
  /** Tells it from the others as long as the dialog is open. */
  readonly key: number;
  readonly name: string;
  /** Indices of classes, in their order. */
  readonly classes: readonly number[];
}

/** Puts a class name into words. */
type Words = (name: ClassName) => string;

/** The groups with a name each, keyed by their places. */
function drafts(groups: readonly Omit<DraftGroup, 'key'>[]): readonly DraftGroup[] {
  return groups.map(({ name, classes }, key) => ({ key, name, classes: classes.toSorted((first, second) => first - second) }));
}

/**
 * How a question about classes groups those of a field; none where each is by itself, or where it
 * asks for another field or for no classes.
 */
function groupsOf(target: Target, field: string, count: number, words: Words): readonly DraftGroup[] {
  if (target.id !== 'classes') return [];
  const answers = Array.from({ length: count }, (_, index) => target.answer((name) => (name === field ? Uint8Array.of(index) : new Uint8Array()))[0]);
  const groups = target.classes.flatMap((name, group) => {
    const classes = answers.flatMap((answer, index) => (answer === group ? [index] : []));
    return classes.length === 0 ? [] : [{ name: words(name), classes }];
  });
  return groups.length < 2 || groups.length === count ? [] : drafts(groups);
}

/** The groups of a task of a document, to go on from; none where it asks for each class by itself. */
export function groupsOfTask(data: Experiment['data'], task: ExperimentTask, field: string, count: number, words: Words): readonly DraftGroup[] {
  if (task.groups !== undefined) return drafts(task.groups);
  return groupsOf(taskOf(data, task).target, field, count, words);
}

/** The ready-made questions that group the classes of a field, with their groups. */
export function suggestedGroups(
  dataset: Dataset,
  field: string,
  count: number,
  words: Words,
): readonly { readonly kind: TaskKindId; readonly groups: readonly DraftGroup[] }[] {
  return keysOf(taskKinds).flatMap((kind) => {
    const { isOpen, suits, targetOf } = taskKind(kind);
    if (isOpen === true || !suits(dataset)) return [];
    const groups = groupsOf(targetOf(dataset, {}), field, count, words);
    return groups.length === 0 ? [] : [{ kind, groups }];
  });
}

/** The field whose classes a task asks for, or the first one of the data set; undefined without any. */
export function fieldOfTask(dataset: Dataset, task: Pick<ExperimentTask, 'field'> | undefined): readonly [name: string, classes: readonly ClassName[]] | undefined {
  const fields = classFieldsOf(dataset);
  return fields.find(([name]) => name === task?.field) ?? fields[0];
}

/** The groups after some classes were moved into one of them, or out of all without one. */
export function moveClasses(groups: readonly DraftGroup[], moved: Iterable<number>, to: number | undefined): readonly DraftGroup[] {
  const all = new Set(moved);
  return groups.map((group) => {
    const staying = group.classes.filter((index) => !all.has(index));
    return { ...group, classes: group.key === to ? [...staying, ...all].toSorted((first, second) => first - second) : staying };
  });
}

/** The groups with a further one, without classes. */
export function withNewGroup(groups: readonly DraftGroup[], name: string): readonly DraftGroup[] {
  return [...groups, { key: Math.max(-1, ...groups.map(({ key }) => key)) + 1, name, classes: [] }];
}

/** The classes, of so many, that are in no group. */
export function restOf(groups: readonly DraftGroup[], count: number): readonly number[] {
  const taken = new Set(groups.flatMap(({ classes }) => classes));
  return Array.from({ length: count }, (_, index) => index).filter((index) => !taken.has(index));
}

/**
 * The group that a class comes into by an arrow key: the one before (−1) or behind (1) its own; it
 * is in none before the first. `undefined` is in none, `null` that there is no such place.
 */
export function neighbourGroup(groups: readonly DraftGroup[], index: number, direction: 1 | -1): number | undefined | null {
  const at = groups.findIndex(({ classes }) => classes.includes(index)) + direction;
  if (at < -1 || at >= groups.length) return null;
  return groups[at]?.key;
}
