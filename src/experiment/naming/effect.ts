import { analyse } from '../../domain/network/analysis';
import { servedTasks } from '../../domain/network/reachability';
import { datasetOf, networkContext } from '../context';
import type { Experiment } from '../schema';
import { datasetLabel } from './dataset-label';
import { differencesBetween, type Difference } from './differences';
import { fieldLabel, kindLabel, methodLabel, valueLabel } from './labels';
import { phrase, type Phrase } from './phrase';
import { taskLabel } from './task-label';

/**
 * What a change of the document did, as one sentence for the person who made it: "Parity now shares
 * 2 layers with other tasks; before, 5." Of several differences the weightiest. Undefined where
 * nothing that a training sees has changed.
 */
export function effectOf(before: Experiment, after: Experiment): Phrase | undefined {
  const [first, ...rest] = differencesBetween(before, after);
  if (first === undefined) return undefined;
  // Layers that a new data set or start network brings are told with it.
  const drawn = [first, ...rest].find(({ kind }) => kind === 'layers' && isRedrawn(before, after));
  const isData = first.kind === 'field' && first.path === 'data.dataset';
  return told(before, after, isData || drawn === undefined ? first : drawn);
}

function told(before: Experiment, after: Experiment, difference: Difference): Phrase {
  switch (difference.kind) {
    case 'field':
      return fieldEffect(before, after, difference);
    case 'weights':
      return weightsEffect(before, after, difference.changes);
    case 'tasks':
      return tasksEffect(before, after, difference);
    case 'questions':
      return phrase('effects', 'questions', { tasks: difference.tasks.map((id) => taskLabel(after.tasks, id)) });
    case 'layers':
      return isRedrawn(before, after) ? networkEffect(after) : (sharingEffect(before, after) ?? layersEffect(before, after, difference));
    case 'frozen':
    case 'thawed':
      return phrase('effects', difference.kind, { layers: difference.layers });
    case 'wires':
      return sharingEffect(before, after) ?? phrase('effects', 'wires');
    case 'ties':
      return phrase('effects', 'ties', { count: after.network.ties.length });
    case 'order':
      return phrase('effects', 'order');
  }
}

function fieldEffect(before: Experiment, after: Experiment, { path, ...change }: Extract<Difference, { kind: 'field' }>): Phrase {
  if (path === 'data.dataset') {
    const { train, test } = after.data;
    return phrase('effects', 'dataset', { dataset: datasetLabel(after.data), train, test, shape: inputShapeText(after) });
  }
  if (path === 'balancing.method') {
    const method = { after: methodLabel(after.balancing.method), before: methodLabel(before.balancing.method) };
    return phrase('effects', 'method', method);
  }
  const field = fieldLabel(after, path);
  if (typeof change.after === 'boolean') return phrase('effects', change.after ? 'on' : 'off', { field });
  return phrase('effects', 'field', { field, before: valueLabel(before, path, change.before), after: valueLabel(after, path, change.after) });
}

/** [height, width, channels] of an image as a person reads it. */
function inputShapeText(experiment: Experiment): string {
  const { fields } = datasetOf(experiment);
  const image = Object.values(fields).find((field) => field.kind === 'image');
  return image === undefined ? '' : image.shape.join('×');
}

type WeightChanges = Extract<Difference, { kind: 'weights' }>['changes'];

/** The task whose share of all weights has changed most, and by how much. */
function weightsEffect(before: Experiment, after: Experiment, changes: WeightChanges): Phrase {
  const [first, ...rest] = changes.toSorted((one, other) => Math.abs(change(other)) - Math.abs(change(one)));
  if (first === undefined) return phrase('effects', 'order');
  const params = { task: taskLabel(after.tasks, first.task), before: shareOf(before, first.task), after: shareOf(after, first.task) };
  const others = rest.some(({ after: weight }) => weight !== 0);
  if (first.after === 0) return phrase('effects', 'muted', { task: params.task });
  return phrase('effects', !others && isAlone(after, first.task) ? 'solo' : 'weight', params);

  function change({ task }: WeightChanges[number]): number {
    return shareOf(after, task) - shareOf(before, task);
  }
}

/** A task's share of the sum of all weights' amounts, in percent. */
function shareOf({ tasks }: Experiment, id: string): number {
  const sum = tasks.reduce((total, { weight }) => total + Math.abs(weight), 0);
  const weight = tasks.find((task) => task.id === id)?.weight ?? 0;
  return sum === 0 ? 0 : Math.round((100 * Math.abs(weight)) / sum);
}

function isAlone({ tasks }: Experiment, id: string): boolean {
  return tasks.length > 1 && tasks.every((task) => task.id === id || task.weight === 0);
}

function tasksEffect(before: Experiment, after: Experiment, { added, removed }: Extract<Difference, { kind: 'tasks' }>): Phrase {
  const [task] = added;
  if (task === undefined) return phrase('effects', 'removed', { tasks: removed.map((id) => taskLabel(before.tasks, id)) });
  const served = servedTasks(after.network, after.tasks.map(({ id }) => id));
  const count = sharedLayers(after).get(task) ?? 0;
  const partners = new Set([...served.values()].filter((tasks) => tasks.includes(task)).flat());
  const others = after.tasks.filter(({ id }) => id !== task && partners.has(id)).map(({ id }) => taskLabel(after.tasks, id));
  const name = taskLabel(after.tasks, task);
  if (count === 0) return phrase('effects', 'addedAlone', { task: name });
  return phrase('effects', count === 1 ? 'addedOne' : 'added', { task: name, count, others });
}

/**
 * For each task the number of layers that it shares with another, inputs not counted: they have
 * nothing to learn.
 */
function sharedLayers({ network, tasks }: Experiment): ReadonlyMap<string, number> {
  const served = servedTasks(network, tasks.map(({ id }) => id));
  const shared = network.layers.filter(({ id, kind }) => kind !== 'input' && (served.get(id)?.length ?? 0) > 1);
  return new Map(tasks.map(({ id }) => [id, shared.filter((layer) => served.get(layer.id)?.includes(id) === true).length]));
}

/**
 * The task whose shared layers have changed most in number, one that was rewired itself before those
 * that merely lost or won its company.
 */
function sharingEffect(before: Experiment, after: Experiment): Phrase | undefined {
  const [former, now] = [sharedLayers(before), sharedLayers(after)];
  const [past, present] = [waysOf(before), waysOf(after)];
  const changes = after.tasks.flatMap(({ id }) => {
    const [from, to] = [former.get(id), now.get(id)];
    if (from === undefined || to === undefined || from === to) return [];
    return [{ id, from, to, change: Math.abs(to - from), rewired: past.get(id) !== present.get(id) }];
  });
  const [most] = changes.toSorted((one, other) => Number(other.rewired) - Number(one.rewired) || other.change - one.change);
  if (most === undefined) return undefined;
  return phrase('effects', 'sharing', { task: taskLabel(after.tasks, most.id), before: most.from, after: most.to });
}

/** For each task the layers that serve it, as one text. */
function waysOf({ network, tasks }: Experiment): ReadonlyMap<string, string> {
  const served = servedTasks(network, tasks.map(({ id }) => id));
  return new Map(tasks.map(({ id }) => [id, [...served].flatMap(([layer, of]) => (of.includes(id) ? [layer] : [])).join(' ')]));
}

/** True if no layer between input and heads is left: a start network was drawn. */
function isRedrawn(before: Experiment, after: Experiment): boolean {
  const between = ({ network }: Experiment) => network.layers.filter(({ kind }) => kind !== 'input' && kind !== 'head');
  const former = new Set(between(before).map(({ id, kind }) => `${id} ${kind}`));
  const now = between(after);
  return former.size > 0 && now.length > 1 && 2 * now.filter(({ id, kind }) => former.has(`${id} ${kind}`)).length < now.length;
}

function networkEffect(after: Experiment): Phrase {
  const { layers } = after.network;
  const shared = new Set([...servedTasks(after.network, after.tasks.map(({ id }) => id))].flatMap(([id, tasks]) => (tasks.length > 1 ? [id] : [])));
  const counted = layers.filter(({ id }) => shared.has(id)).length;
  return phrase('effects', 'network', { layers: layers.length, shared: counted, parameters: parametersOf(after) });
}

function parametersOf(experiment: Experiment): number {
  return analyse(experiment.network, experiment.tasks.map(({ id }) => id), networkContext(experiment)).parameterTotal;
}

function layersEffect(before: Experiment, after: Experiment, { added, removed }: Extract<Difference, { kind: 'layers' }>): Phrase {
  const parameters = { before: parametersOf(before), after: parametersOf(after) };
  if (added.length > 0) return phrase('effects', 'layersAdded', { layers: added.map(kindLabel), ...parameters });
  return phrase('effects', 'layersRemoved', { layers: removed.map(kindLabel), ...parameters });
}
