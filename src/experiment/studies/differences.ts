import { balancingMethod } from '../../domain/balancing/balancing-methods';
import { layerKind, type LayerKindId } from '../../domain/network/layer-kinds';
import { optimizerKind } from '../../domain/optimizers/optimizer-kinds';
import { nearestAllowed, type ParameterSpecs, type ParameterValue, type ParameterValues } from '../../domain/parameters';
import { scheduleKind } from '../../domain/schedules/schedule-kinds';
import type { TaskKindId } from '../../domain/tasks/task-kinds';
import { augmentationOf } from '../context';
import type { Experiment } from '../schema';

/** One thing in which two documents differ, as a training sees it. */
export type Difference =
  /**
   * A path as in the table of field classes, with the id of the layer and the name of the parameter
   * behind `values`.
   */
  | { readonly kind: 'field'; readonly path: string; readonly before: ParameterValue; readonly after: ParameterValue }
  /** Weights of the tasks that both have. */
  | { readonly kind: 'weights'; readonly changes: readonly { readonly task: string; readonly before: number; readonly after: number }[] }
  | { readonly kind: 'tasks'; readonly added: readonly TaskKindId[]; readonly removed: readonly TaskKindId[] }
  | { readonly kind: 'layers'; readonly added: readonly LayerKindId[]; readonly removed: readonly LayerKindId[] }
  /** Layers that both have and that stand still, or move again, in the second one. */
  | { readonly kind: 'frozen' | 'thawed'; readonly layers: readonly string[] }
  /** Wires between layers that both have. */
  | { readonly kind: 'wires' | 'ties'; readonly added: number; readonly removed: number }
  /** The same tasks or wires in another order, which is the order of a layer's inputs. */
  | { readonly kind: 'order' };

/**
 * What differs from one document to another for a training, the weightiest first: data, tasks,
 * balancing, network, optimiser, training, seed. Names, notes and places on the canvas do not
 * count, nor do parameters that are left out against the same ones written down, nor weights under
 * a method that has no use for them.
 */
export function differencesBetween(before: Experiment, after: Experiment): readonly Difference[] {
  return [
    ...fields('data', dataFields(before), dataFields(after)),
    ...fields('data.augmentation', augmentationOf(before.data), augmentationOf(after.data)),
    ...taskDifferences(before, after),
    ...balancingDifferences(before, after),
    ...networkDifferences(before.network, after.network),
    ...optimizerDifferences(before.optimizer, after.optimizer),
    ...scheduleDifferences(before.schedule, after.schedule),
    ...fields('regularisation', before.regularisation, after.regularisation),
    ...fields('training', before.training, after.training),
    ...field('seed', before.seed, after.seed),
  ];
}

function field(path: string, before: ParameterValue | undefined, after: ParameterValue | undefined): readonly Difference[] {
  return before === undefined || after === undefined || before === after ? [] : [{ kind: 'field', path, before, after }];
}

/** The fields of a part that holds nothing but plain values. */
function fields(part: string, before: ParameterValues, after: ParameterValues): readonly Difference[] {
  return Object.keys(after).flatMap((name) => field(`${part}.${name}`, before[name], after[name]));
}

function parameters(path: string, specs: ParameterSpecs, before: ParameterValues, after: ParameterValues): readonly Difference[] {
  return Object.entries(specs).flatMap(([name, spec]) =>
    field(`${path}.${name}`, nearestAllowed(spec, before[name]), nearestAllowed(spec, after[name])),
  );
}

/** The fields of the data but how they are augmented. A fold that is left out is the first. */
function dataFields(experiment: Experiment): ParameterValues {
  const { augmentation: _, ...data } = experiment.data;
  return { fold: 0, ...data };
}

function taskDifferences(before: Experiment, after: Experiment): readonly Difference[] {
  const lacking = (tasks: Experiment['tasks'], others: Experiment['tasks']) =>
    tasks.filter(({ id, kind }) => !others.some((other) => other.id === id && other.kind === kind)).map(({ kind }) => kind);
  const [added, removed] = [lacking(after.tasks, before.tasks), lacking(before.tasks, after.tasks)];
  if (added.length + removed.length > 0) return [{ kind: 'tasks', added, removed }];
  return after.tasks.some((task, index) => before.tasks[index]?.id !== task.id) ? [{ kind: 'order' }] : [];
}

function balancingDifferences(before: Experiment, after: Experiment): readonly Difference[] {
  const method = field('balancing.method', before.balancing.method, after.balancing.method);
  const { parameters: specs, usesPreference } = balancingMethod(after.balancing.method);
  // Another method's values are compared with the method's own defaults: what is usual needs no
  // word.
  const values = parameters('balancing.values', specs, method.length === 0 ? before.balancing.values : {}, after.balancing.values);
  const changes = after.tasks.flatMap(({ id, weight }) => {
    const former = before.tasks.find((task) => task.id === id);
    return former === undefined || former.weight === weight ? [] : [{ task: id, before: former.weight, after: weight }];
  });
  return [...method, ...values, ...(usesPreference && changes.length > 0 ? [{ kind: 'weights', changes } as const] : [])];
}

function scheduleDifferences(before: Experiment['schedule'], after: Experiment['schedule']): readonly Difference[] {
  const kind = field('schedule.kind', before.kind, after.kind);
  const { parameters: specs } = scheduleKind(after.kind);
  return [
    ...kind,
    ...field('schedule.warmup', before.warmup, after.warmup),
    // As with methods: what is usual for another schedule needs no word.
    ...parameters('schedule.values', specs, (kind.length === 0 ? before.values : undefined) ?? {}, after.values ?? {}),
  ];
}

function optimizerDifferences(before: Experiment['optimizer'], after: Experiment['optimizer']): readonly Difference[] {
  const kind = field('optimizer.kind', before.kind, after.kind);
  const specs = optimizerKind(after.kind).parameters;
  return [
    ...kind,
    ...field('optimizer.learningRate', before.learningRate, after.learningRate),
    ...parameters('optimizer.values', specs, kind.length === 0 ? before.values : {}, after.values),
  ];
}

type NetworkPart = Experiment['network'];

function networkDifferences(before: NetworkPart, after: NetworkPart): readonly Difference[] {
  const found = layerDifferences(before, after);
  const shared = new Set(after.layers.map(({ id }) => id).filter((id) => before.layers.some((layer) => layer.id === id)));
  const wiresOf = ({ wires }: NetworkPart) =>
    wires.filter(({ from, to }) => shared.has(from) && shared.has(to)).map(({ from, to }) => `${from} ${to}`);
  const wires = changedItems('wires', wiresOf(before), wiresOf(after));
  // A layer put into a wire takes the wire away: that needs no word of its own.
  const wiring = found.some(({ kind }) => kind === 'layers') ? [] : wires;
  const ties = changedItems('ties', before.ties.map((tie) => JSON.stringify(tie)), after.ties.map((tie) => JSON.stringify(tie)));
  const turned = wires.length === 0 && inputOrder(before, shared) !== inputOrder(after, shared);
  return [...found, ...wiring, ...ties, ...(turned ? [{ kind: 'order' } as const] : [])];
}

function layerDifferences(before: NetworkPart, after: NetworkPart): readonly Difference[] {
  const values: Difference[] = [];
  const added: LayerKindId[] = [];
  const removed: LayerKindId[] = [];
  const frozen: string[] = [];
  const thawed: string[] = [];
  for (const layer of after.layers) {
    const former = before.layers.find(({ id }) => id === layer.id);
    if (former?.kind !== layer.kind) {
      added.push(layer.kind);
      if (former !== undefined) removed.push(former.kind);
      continue;
    }
    const path = `network.layers.${layer.id}`;
    values.push(...parameters(`${path}.values`, layerKind(layer.kind).parameters, former.values, layer.values));
    values.push(...field(`${path}.initialiser`, former.initialiser, layer.initialiser));
    if (layer.frozen !== former.frozen) (layer.frozen === true ? frozen : thawed).push(layer.id);
  }
  for (const former of before.layers) if (!after.layers.some(({ id }) => id === former.id)) removed.push(former.kind);
  return [
    ...(added.length + removed.length > 0 ? [{ kind: 'layers', added, removed } as const] : []),
    ...values,
    ...(frozen.length > 0 ? [{ kind: 'frozen', layers: frozen } as const] : []),
    ...(thawed.length > 0 ? [{ kind: 'thawed', layers: thawed } as const] : []),
  ];
}

function changedItems(kind: 'wires' | 'ties', before: readonly string[], after: readonly string[]): readonly Difference[] {
  const added = after.filter((item) => !before.includes(item)).length;
  const removed = before.filter((item) => !after.includes(item)).length;
  return added + removed === 0 ? [] : [{ kind, added, removed }];
}

/**
 * The inputs of every layer in their order; the order of wires to different layers means nothing.
 */
function inputOrder({ wires }: NetworkPart, shared: ReadonlySet<string>): string {
  return [...shared]
    .toSorted()
    .map((id) => `${id}: ${wires.filter(({ from, to }) => to === id && shared.has(from)).map(({ from }) => from).join(' ')}`)
    .join('; ');
}
