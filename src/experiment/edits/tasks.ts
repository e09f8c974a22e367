import { taskOfHead } from '../../domain/network/network';
import { servedTasks, topologicalOrder } from '../../domain/network/reachability';
import { taskKind, type TaskKindId } from '../../domain/tasks/task-kinds';
import { ok } from '../../lib/result';
import { analyseExperiment, datasetOf } from '../context';
import { limits } from '../limits';
import { releasedHead } from '../released-heads';
import type { Experiment, ExperimentLayer, ExperimentNetwork, ExperimentTask } from '../schema';
import { freeColour } from './colours';
import { freeId } from './ids';
import { numberIn } from './numbers';
import { column, freePlace, onCanvas, row } from './placing';
import { refuse, type Edited } from './refusal';
import { groupClasses, type GroupedClasses } from './task-details';
import { asSet, counts, mixed, withSetWeight } from './solo-mute';
import { withoutRule } from './weight-rules';
import { summingToOne } from './weights';

/**
 * A further task with its head, wired from the layer `attachTo` (or from where most heads hang),
 * beside the other heads. Its weight is the mean of the others'. With `classes` it asks for groups of
 * classes, as `groupClasses` makes it.
 */
export function addTask(
  experiment: Experiment,
  args: { readonly kind: TaskKindId; readonly attachTo?: string | undefined; readonly classes?: GroupedClasses | undefined },
): Edited {
  const { tasks, network } = experiment;
  if (tasks.length >= limits.tasks) return refuse('too-many-tasks', { limit: limits.tasks });
  if (network.layers.length >= limits.layers) return refuse('too-many-layers', { limit: limits.layers });
  if (network.wires.length >= limits.wires) return refuse('too-many-wires', { limit: limits.wires });
  const { dataset, own } = experiment.data;
  if (!taskKind(args.kind).suits(datasetOf(experiment))) return refuse('task-not-on-dataset', { kind: args.kind, dataset: own?.name ?? dataset });
  const source = network.layers.find((layer) => layer.id === (args.attachTo ?? usualSource(experiment)));
  if (source === undefined && args.attachTo !== undefined) return refuse('unknown-layer', { from: args.attachTo });

  const mean = asSet(tasks).reduce((sum, task) => sum + task.weight, 0) / tasks.length;
  const task: ExperimentTask = { id: freeId(args.kind, tasks, true), kind: args.kind, colour: freeColour(tasks), weight: mean };
  const head: ExperimentLayer = {
    id: freeId(`head-${args.kind}`, network.layers, true),
    kind: 'head',
    values: { task: task.id },
    initialiser: 'auto',
    ...placeOfHead(network.layers, source),
  };
  const wire = source === undefined ? [] : [{ from: source.id, to: head.id }];
  const added: Experiment = {
    ...experiment,
    tasks: balanced(experiment, [...tasks, task]),
    network: { ...network, layers: [...network.layers, head], wires: [...network.wires, ...wire] },
  };
  return args.classes === undefined ? ok(added) : groupClasses(added, { task: task.id, ...args.classes });
}

/**
 * The document without a task, its head, and every layer that led to that head alone. A head that
 * feeds another task stays as a plain projection. The last task stays.
 */
export function removeTask(experiment: Experiment, args: { readonly task: string }): Edited {
  const { tasks } = experiment;
  if (!tasks.some((task) => task.id === args.task)) return refuse('unknown-task', { task: args.task });
  if (tasks.length === 1) return refuse('last-task');
  return ok({
    ...experiment,
    tasks: balanced(
      experiment,
      tasks.filter((task) => task.id !== args.task),
    ),
    network: networkWithoutTasks(experiment, new Set([args.task])),
  });
}

/**
 * The network without the heads of those tasks and every layer that led to such heads alone. A head
 * that feeds another task stays, as above.
 */
export function networkWithoutTasks(experiment: Experiment, gone: ReadonlySet<string>): ExperimentNetwork {
  const { tasks, network } = experiment;
  const served = servedTasks(
    network,
    tasks.map((task) => task.id),
  );
  const analysis = analyseExperiment(experiment);
  const layers = network.layers.flatMap((layer) => {
    const own = served.get(layer.id) ?? [];
    if (own.length > 0 && own.every((task) => gone.has(task))) return [];
    const task = taskOfHead(layer);
    return task !== undefined && gone.has(task) ? releasedHead(layer, analysis) : [layer];
  });
  const ids = new Set(layers.map((layer) => layer.id));
  return {
    ...network,
    layers,
    wires: network.wires.filter((wire) => ids.has(wire.from) && ids.has(wire.to)),
    ties: network.ties.filter((tie) => ids.has(tie.first) && ids.has(tie.second)),
  };
}

/**
 * A task's weight; while weights sum to 1 it is held within [0, 1] and the others are rescaled in
 * proportion. A rule that set the weights ends.
 */
export function setTaskWeight(experiment: Experiment, args: { readonly task: string; readonly weight: number }): Edited {
  const weight = numberIn(args.weight, [-limits.weight, limits.weight], false);
  if (!weight.ok) return weight;
  if (!experiment.tasks.some((task) => task.id === args.task)) return refuse('unknown-task', { task: args.task });
  return ok({ ...withoutRule(experiment), tasks: withSetWeight(experiment, args.task, weight.value) });
}

/**
 * Whether weights are kept at a sum of 1; switching it on rescales them at once, negative ones
 * becoming 0.
 */
export function setWeightsSumToOne(experiment: Experiment, args: { readonly on: boolean }): Edited {
  const { tasks } = experiment;
  // Switched off, those that count keep the weights that they have.
  const kept = tasks.map(({ setWeight, ...task }) => (setWeight === undefined || counts(tasks, task) ? task : { ...task, setWeight }));
  return ok({ ...experiment, weightsSumToOne: args.on, tasks: args.on ? mixed(summingToOne(asSet(tasks)), true) : kept });
}

/** The tasks, rescaled if this document's weights are to sum to 1; what is solo or muted stays so. */
export function balanced(experiment: Experiment, tasks: ExperimentTask[]): ExperimentTask[] {
  const set = asSet(tasks);
  return mixed(experiment.weightsSumToOne ? summingToOne(set) : set, experiment.weightsSumToOne);
}

/**
 * The layer that feeds most heads, of several the one that serves most tasks; without heads the
 * last in the order of computing.
 */
function usualSource({ network, tasks }: Experiment): string | undefined {
  const heads = new Set(network.layers.filter((layer) => layer.kind === 'head').map((layer) => layer.id));
  const served = servedTasks(
    network,
    tasks.map((task) => task.id),
  );
  const counts = new Map<string, number>();
  for (const wire of network.wires) if (heads.has(wire.to)) counts.set(wire.from, (counts.get(wire.from) ?? 0) + 1);
  const rank = ([id, count]: readonly [string, number]) => count * limits.tasks * 2 + (served.get(id)?.length ?? 0);
  const [favourite] = [...counts].sort((first, second) => rank(second) - rank(first));
  return favourite?.[0] ?? topologicalOrder(network).findLast((id) => !heads.has(id));
}

function placeOfHead(layers: readonly ExperimentLayer[], source: ExperimentLayer | undefined) {
  const heads = layers.filter((layer) => layer.kind === 'head');
  if (heads.length === 0) return freePlace(layers, onCanvas({ x: (source?.x ?? 0) + column, y: source?.y ?? 0 }));
  const lowest = heads.reduce((low, head) => (head.y > low.y ? head : low));
  return freePlace(layers, { x: Math.max(...heads.map((head) => head.x)), y: lowest.y + row });
}
