import { classFieldsOf } from '../../domain/datasets/dataset';
import { lossKind, type LossId } from '../../domain/losses/losses';
import type { ParameterValue } from '../../domain/parameters';
import { taskKind } from '../../domain/tasks/task-kinds';
import { ok } from '../../lib/result';
import { datasetOf, taskOf } from '../context';
import { limits } from '../limits';
import type { Experiment, ExperimentTask } from '../schema';
import { cleanText } from '../text';
import { freeColour } from './colours';
import { numberIn } from './numbers';
import { refuse, type Edited } from './refusal';
import { withValue } from './values';

interface OfTask {
  /** The id of the task. */
  readonly task: string;
}

/** A name of one's own; an empty one gives the task that of its kind again. */
export function renameTask(experiment: Experiment, args: OfTask & { readonly name: string }): Edited {
  const name = cleanText(args.name.trim(), limits.taskName, false);
  return withTask(experiment, args.task, ({ name: _name, ...task }) => ({ ...task, ...(name === '' ? {} : { name }) }));
}

/** Another of the tasks' colours; one that another task has is exchanged with it. */
export function setTaskColour(experiment: Experiment, args: OfTask & { readonly colour: number }): Edited {
  const own = experiment.tasks.find(({ id }) => id === args.task);
  if (own === undefined) return refuse('unknown-task', { task: args.task });
  // Every task has one of these, so that none is free only where it is no colour at all.
  const others = experiment.tasks.filter(({ colour }) => colour !== args.colour);
  const colour = freeColour(others, args.colour);
  const exchanged = experiment.tasks.map((task) => {
    if (task.id === args.task) return { ...task, colour };
    return task.colour === colour ? { ...task, colour: own.colour } : task;
  });
  return ok({ ...experiment, tasks: exchanged });
}

/** A field of the data set whose classes are grouped, and the groups. */
export interface GroupedClasses {
  readonly field: string;
  readonly groups: readonly { readonly name: string; readonly classes: readonly number[] }[];
  /** The name of the task as `renameTask` takes it; left out, it keeps the one that it has. */
  readonly name?: string | undefined;
}

/**
 * What a task asks: a field of the data set and a grouping of its classes; without groups each class
 * by itself. The task is one of kind "classify" from then on. Groups without a class are left out,
 * and a class counts in the first group that names it.
 */
export function groupClasses(experiment: Experiment, args: OfTask & GroupedClasses): Edited {
  const field = classFieldsOf(datasetOf(experiment)).find(([name]) => name === args.field);
  if (field === undefined) return refuse('no-such-field', { field: args.field });
  const taken = new Set<number>();
  const groups = args.groups.flatMap(({ name, classes }, index) => {
    const own = [...new Set(classes)].filter((one) => one in field[1] && !taken.has(one));
    for (const one of own) taken.add(one);
    const text = cleanText(name.trim(), limits.className, false);
    return own.length === 0 ? [] : [{ name: text === '' ? String(index + 1) : text, classes: own }];
  });
  if (groups.length === 1) return refuse('one-group');
  const grouped = withTask(experiment, args.task, ({ groups: _groups, loss, ...task }) => ({
    ...task,
    kind: 'classify',
    field: field[0],
    ...(groups.length === 0 ? {} : { groups }),
    // A task that asked for something else may have had a loss that no class has.
    ...(loss !== undefined && fits({ kind: 'classify' }, loss.kind) ? { loss } : {}),
  }));
  return grouped.ok && args.name !== undefined ? renameTask(grouped.value, { task: args.task, name: args.name }) : grouped;
}

/** Another loss for a task that fits its answers; the usual one of its kind without `kind`. */
export function setTaskLoss(experiment: Experiment, args: OfTask & { readonly kind: LossId | undefined }): Edited {
  const { kind } = args;
  const asked = experiment.tasks.find(({ id }) => id === args.task);
  if (asked !== undefined && kind !== undefined && !fits(asked, kind)) return refuse('loss-does-not-fit', { loss: kind });
  return withTask(experiment, args.task, ({ loss: _loss, ...task }) => ({ ...task, ...(kind === undefined ? {} : { loss: { kind, values: {} } }) }));
}

/** A parameter of the loss that a task has. */
export function setTaskLossValue(experiment: Experiment, args: OfTask & { readonly name: string; readonly value: ParameterValue }): Edited {
  const asked = experiment.tasks.find(({ id }) => id === args.task);
  if (asked === undefined) return refuse('unknown-task', { task: args.task });
  const { loss, lossValues } = taskOf(experiment.data, asked);
  const values = withValue(lossKind(loss).parameters, lossValues, args.name, args.value);
  if (!values.ok) return values;
  return withTask(experiment, args.task, (task) => ({ ...task, loss: { kind: loss, values: values.value } }));
}

/** True if a loss can judge a task's answers. */
export function fits({ kind }: Pick<ExperimentTask, 'kind'>, loss: LossId): boolean {
  return lossKind(loss).fits.some((target) => target === taskKind(kind).target);
}

/**
 * What a task's labels lack: shares of the train examples, how many of them have one, undefined for
 * all of them, and how much rarer labels of the last class are than of the first.
 */
export function setTaskLabels(
  experiment: Experiment,
  args: OfTask & { readonly missing?: number; readonly noise?: number; readonly examples?: number | undefined; readonly imbalance?: number },
): Edited {
  const before = experiment.tasks.find(({ id }) => id === args.task)?.labels ?? {};
  const missing = numberIn(args.missing ?? before.missing ?? 0, [0, 1], false);
  const noise = numberIn(args.noise ?? before.noise ?? 0, [0, 1], false);
  const imbalance = numberIn(args.imbalance ?? before.imbalance ?? 1, limits.imbalance, false);
  const asked = 'examples' in args ? args.examples : before.examples;
  const examples = asked === undefined ? ok(undefined) : numberIn(asked, limits.images, true);
  if (!missing.ok) return missing;
  if (!noise.ok) return noise;
  if (!examples.ok) return examples;
  if (!imbalance.ok) return imbalance;
  const labels = {
    ...(missing.value === 0 ? {} : { missing: missing.value }),
    ...(noise.value === 0 ? {} : { noise: noise.value }),
    ...(examples.value === undefined ? {} : { examples: examples.value }),
    ...(imbalance.value === 1 ? {} : { imbalance: imbalance.value }),
  };
  return withTask(experiment, args.task, ({ labels: _labels, ...task }) => ({ ...task, ...(Object.keys(labels).length === 0 ? {} : { labels }) }));
}

function withTask(experiment: Experiment, id: string, change: (task: ExperimentTask) => ExperimentTask): Edited {
  if (!experiment.tasks.some((task) => task.id === id)) return refuse('unknown-task', { task: id });
  return ok({ ...experiment, tasks: experiment.tasks.map((task) => (task.id === id ? change(task) : task)) });
}
