import { balancingMethod } from '../../domain/balancing/balancing-methods';
import type { LayerKindId } from '../../domain/network/layer-kinds';
import type { ParameterValue } from '../../domain/parameters';
import { sameJson } from '../../lib/json';
import { fieldClass, type FieldPath } from '../field-classes';
import { changedFields } from '../field-values';
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
  /** Ids of tasks that the second one, or the first one, has alone. */
  | { readonly kind: 'tasks'; readonly added: readonly string[]; readonly removed: readonly string[] }
  /** Ids of tasks that both have and that ask something else in the second one. */
  | { readonly kind: 'questions'; readonly tasks: readonly string[] }
  | { readonly kind: 'layers'; readonly added: readonly LayerKindId[]; readonly removed: readonly LayerKindId[] }
  /** Layers that both have and that stand still, or move again, in the second one. */
  | { readonly kind: 'frozen' | 'thawed'; readonly layers: readonly string[] }
  /** Wires between layers that both have. */
  | { readonly kind: 'wires' | 'ties'; readonly added: number; readonly removed: number }
  /** The same tasks or wires in another order, which is the order of a layer's inputs. */
  | { readonly kind: 'order' };

/** Fields whose changes are told in words of their own below. */
const toldApart: readonly FieldPath[] = [
  'tasks.*.id',
  'tasks.*.kind',
  'tasks.*.field',
  'tasks.*.weight',
  'network.layers.*.id',
  'network.layers.*.kind',
  'network.layers.*.frozen',
  // Told with the run that the weights are from.
  'start.fingerprint',
];

/**
 * What differs from one document to another for a training, the weightiest first: data, tasks,
 * balancing, network, optimiser, training, seed. Names, notes and places on the canvas do not
 * count, nor do parameters that are left out against the same ones written down, nor weights under
 * a method that has no use for them.
 */
export function differencesBetween(before: Experiment, after: Experiment): readonly Difference[] {
  const known = (layer: string) => before.network.layers.find(({ id }) => id === layer)?.kind;
  const kept = new Set(after.network.layers.filter(({ id, kind }) => kind === known(id)).map(({ id }) => id));
  const changed = changedFields(before, after)
    .filter(({ field }) => fieldClass(field) !== 'cosmetic' && !toldApart.includes(field))
    .filter(({ field, id }) => !field.startsWith('network.') || kept.has(id));
  const of = (...parts: readonly string[]): readonly Difference[] =>
    changed
      .filter(({ path }) => parts.includes(path.split('.')[0] ?? ''))
      .map(({ path, before: from, value }) => ({ kind: 'field', path, before: from, after: value }));
  const first = ['data', 'balancing', 'network'];
  return [
    ...of('data'),
    ...taskDifferences(before, after),
    ...of('balancing'),
    ...weightDifferences(before, after),
    ...networkDifferences(before.network, after.network, of('network')),
    ...of(...new Set(Object.keys(after).filter((part) => !first.includes(part)))),
  ];
}

function taskDifferences(before: Experiment, after: Experiment): readonly Difference[] {
  const lacking = (tasks: Experiment['tasks'], others: Experiment['tasks']) =>
    tasks.filter(({ id, kind }) => !others.some((other) => other.id === id && other.kind === kind)).map(({ id }) => id);
  const [added, removed] = [lacking(after.tasks, before.tasks), lacking(before.tasks, after.tasks)];
  if (added.length + removed.length > 0) return [{ kind: 'tasks', added, removed }];
  const former = (id: string) => before.tasks.find((task) => task.id === id);
  const asked = after.tasks.filter(({ id, field, groups }) => !sameJson([field, groups], [former(id)?.field, former(id)?.groups]));
  const turned = after.tasks.some((task, index) => before.tasks[index]?.id !== task.id);
  return [
    ...(asked.length > 0 ? [{ kind: 'questions', tasks: asked.map(({ id }) => id) } as const] : []),
    ...(turned ? [{ kind: 'order' } as const] : []),
  ];
}

function weightDifferences(before: Experiment, after: Experiment): readonly Difference[] {
  const changes = after.tasks.flatMap(({ id, weight }) => {
    const former = before.tasks.find((task) => task.id === id);
    return former === undefined || former.weight === weight ? [] : [{ task: id, before: former.weight, after: weight }];
  });
  return balancingMethod(after.balancing.method).usesPreference && changes.length > 0 ? [{ kind: 'weights', changes }] : [];
}

type NetworkPart = Experiment['network'];

/** `values`: the fields that differ of layers that both have. */
function networkDifferences(before: NetworkPart, after: NetworkPart, values: readonly Difference[]): readonly Difference[] {
  const found = layerDifferences(before, after, values);
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

function layerDifferences(before: NetworkPart, after: NetworkPart, values: readonly Difference[]): readonly Difference[] {
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
