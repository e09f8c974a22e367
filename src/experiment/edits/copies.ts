import { taskOfHead } from '../../domain/network/network';
import { taskKind } from '../../domain/tasks/task-kinds';
import { ok } from '../../lib/result';
import { datasetOf } from '../context';
import { limits } from '../limits';
import type { Experiment, ExperimentLayer, ExperimentNetwork, ExperimentTask } from '../schema';
import { freeColour } from './colours';
import { askedOf } from './data';
import { freeId } from './ids';
import { freeShift, onCanvas, type Position } from './placing';
import { refuse, type Edited } from './refusal';
import { balanced } from './tasks';
import { asSet, plainTask } from './solo-mute';

/** Layers with what is among them, and the tasks of their heads: what is copied and pasted. */
export interface Fragment extends Pick<ExperimentNetwork, 'layers' | 'wires' | 'ties'> {
  readonly tasks: readonly ExperimentTask[];
}

/** Some layers of a document with the wires and ties among them. Ids that are not there are passed over. */
export function fragmentOf({ network, tasks }: Pick<Experiment, 'network' | 'tasks'>, ids: readonly string[]): Fragment {
  const has = (id: string) => ids.includes(id);
  const layers = network.layers.filter((layer) => has(layer.id));
  return {
    layers,
    wires: network.wires.filter(({ from, to }) => has(from) && has(to)),
    ties: network.ties.filter(({ first, second }) => has(first) && has(second)),
    tasks: tasks.filter((task) => layers.some((layer) => taskOfHead(layer) === task.id)),
  };
}

/**
 * Copies of layers and of what is among them, below the others. Heads are left out: a task has one.
 */
export function duplicateLayers(experiment: Experiment, args: { readonly ids: readonly string[] }): Edited {
  const fragment = fragmentOf(experiment, args.ids);
  const layers = fragment.layers.filter((layer) => layer.kind !== 'head');
  return layers.length === 0 ? refuse('nothing-to-duplicate') : pasteLayers(experiment, { fragment: { ...fragment, layers } });
}

/**
 * The document with the layers of a fragment and what is among them, under ids of their own: with
 * the upper left corner at a place, or where they were, moved down as far as the layers that are
 * there ask for. A head of a task that has one here is left out. One of a task that is not here
 * brings it, where the data set has it and there is room for one more.
 */
export function pasteLayers(experiment: Experiment, { fragment, at }: { readonly fragment: Fragment; readonly at?: Position }): Edited {
  const { network } = experiment;
  const brought = tasksBrought(experiment, fragment);
  const left = new Set(network.layers.map(taskOfHead));
  const originals = fragment.layers.filter((layer) => {
    const task = taskOfHead(layer);
    if (task === undefined) return true;
    const isFree = !left.has(task) && [...experiment.tasks, ...brought].some(({ id }) => id === task);
    left.add(task);
    return isFree;
  });
  if (originals.length === 0) return refuse('nothing-to-paste');
  if (network.layers.length + originals.length > limits.layers) return refuse('too-many-layers', { limit: limits.layers });

  const shift = at === undefined ? freeShift(network.layers, originals) : shiftTo(originals, at);
  if (Number.isNaN(shift.x + shift.y)) return refuse('not-a-number');
  const layers = [...network.layers];
  const copies = new Map<string, string>();
  for (const original of originals) {
    const isHead = taskOfHead(original) !== undefined;
    const id = freeId(isHead ? `head-${original.values['task']}`.slice(0, 34) : original.kind, layers, isHead);
    copies.set(original.id, id);
    layers.push({ ...original, id, ...onCanvas({ x: original.x + shift.x, y: original.y + shift.y }) });
  }
  const wires = fragment.wires.flatMap(({ from, to }) => {
    const [copiedFrom, copiedTo] = [copies.get(from), copies.get(to)];
    return copiedFrom === undefined || copiedTo === undefined ? [] : [{ from: copiedFrom, to: copiedTo }];
  });
  const ties = fragment.ties.flatMap((tie) => {
    const [first, second] = [copies.get(tie.first), copies.get(tie.second)];
    return first === undefined || second === undefined ? [] : [{ ...tie, first, second }];
  });
  if (network.wires.length + wires.length > limits.wires) return refuse('too-many-wires', { limit: limits.wires });
  if (network.ties.length + ties.length > limits.ties) return refuse('too-many-ties', { limit: limits.ties });
  return ok({
    ...experiment,
    tasks: withTasks(experiment, brought),
    network: { ...network, layers, wires: [...network.wires, ...wires], ties: [...network.ties, ...ties] },
  });
}

/** The tasks of the fragment's heads that the document lacks and can have, as they are asked of its data set. */
function tasksBrought(experiment: Experiment, { layers, tasks }: Fragment): readonly ExperimentTask[] {
  const dataset = datasetOf(experiment);
  const brought: ExperimentTask[] = [];
  for (const task of tasks) {
    const all = [...experiment.tasks, ...brought];
    const isNew = layers.some((layer) => taskOfHead(layer) === task.id) && !all.some(({ id }) => id === task.id);
    if (!isNew || all.length >= limits.tasks || !taskKind(task.kind).suits(dataset)) continue;
    brought.push({ ...plainTask(askedOf(dataset, task), task.setWeight ?? task.weight), colour: freeColour(all, task.colour) });
  }
  return brought;
}

/** With weights that sum to 1 the others make room for those that come, so that who was cut out comes back as before. */
function withTasks(experiment: Experiment, brought: readonly ExperimentTask[]): Experiment['tasks'] {
  if (brought.length === 0) return experiment.tasks;
  const share = brought.reduce((sum, task) => sum + task.weight, 0);
  const factor = experiment.weightsSumToOne && share > 0 && share < 1 ? 1 - share : 1;
  return balanced(experiment, [...asSet(experiment.tasks).map((task) => ({ ...task, weight: task.weight * factor })), ...brought]);
}

function shiftTo(layers: readonly ExperimentLayer[], { x, y }: Position): Position {
  return { x: x - Math.min(...layers.map((layer) => layer.x)), y: y - Math.min(...layers.map((layer) => layer.y)) };
}
