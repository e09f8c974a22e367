import { balancingMethods } from '../domain/balancing/balancing-methods';
import { datasetById, datasets } from '../domain/datasets/datasets';
import { lossKinds } from '../domain/losses/losses';
import { layerKinds } from '../domain/network/layer-kinds';
import { optimizerKinds } from '../domain/optimizers/optimizer-kinds';
import { nearestAllowed, type ParameterSpec, type ParameterSpecs, type ParameterValue } from '../domain/parameters';
import { scheduleKinds } from '../domain/schedules/schedule-kinds';
import { isRecord, own, sameJson } from '../lib/json';
import { isKeyOf, keysOf } from '../lib/keys';
import { madeOnce } from '../lib/made-once';
import { augmentationOf, taskOf } from './context';
import { fieldClass, fieldClasses, type FieldPath } from './field-classes';
import { limits } from './limits';
import type { Experiment } from './schema';

/** A leaf of a document. */
interface Leaf {
  readonly field: FieldPath;
  /** The field with the id of the task or layer in place of `*`. */
  readonly path: string;
  /** Undefined where the document leaves it out. */
  readonly value: unknown;
  /** What the leaf is a part of. */
  readonly owner: unknown;
  /** The id of the task or layer; '' where the field is in no list. */
  readonly id: string;
}

/** The table of fields as a tree: by the next part of the path what lies below it. */
interface Tree {
  readonly [name: string]: Tree | FieldPath;
}

/** Puts the paths into a tree; `depth` parts of each are behind. */
function treeOf(paths: readonly FieldPath[], depth = 0): Tree {
  const names = [...new Set(paths.map((path) => path.split('.')[depth] ?? ''))];
  return Object.fromEntries(
    names.map((name) => {
      const below = paths.filter((path) => path.split('.')[depth] === name);
      const [first] = below;
      const isLeaf = first !== undefined && below.length === 1 && first.split('.').length === depth + 1;
      return [name, isLeaf ? first : treeOf(below, depth + 1)];
    }),
  );
}

const tree = treeOf(keysOf(fieldClasses));

/**
 * Paths of what the table does not know in a JSON value that claims to be a document: keys of objects
 * at places where the table has others. Below a leaf all is its own.
 */
export function unknownPaths(document: unknown, below: Tree = tree, path = ''): readonly string[] {
  const inside = (name: string) => (path === '' ? name : `${path}.${name}`);
  const [items] = Object.entries(below).flatMap(([name, next]) => (name === '*' && typeof next !== 'string' ? [next] : []));
  if (items !== undefined) {
    const list: readonly unknown[] = Array.isArray(document) ? document : [];
    return list.flatMap((item, index) => {
      const id = isRecord(item) ? own(item, 'id') : undefined;
      return unknownPaths(item, items, inside(typeof id === 'string' ? id : String(index)));
    });
  }
  if (!isRecord(document)) return [];
  return Object.entries(document).flatMap(([name, value]) => {
    const next = own(below, name);
    if (next === undefined) return [inside(name)];
    return typeof next === 'string' ? [] : unknownPaths(value, next, inside(name));
  });
}

/** All leaves of a document in the order of the table; what belongs to one list item together. */
function leavesOf(document: unknown, below: Tree = tree, path = '', id = ''): readonly Leaf[] {
  const inside = (name: string) => (path === '' ? name : `${path}.${name}`);
  return Object.entries(below).flatMap(([name, next]): readonly Leaf[] => {
    if (typeof next === 'string') {
      return [{ field: next, path: inside(name), value: isRecord(document) ? own(document, name) : undefined, owner: document, id }];
    }
    if (name !== '*') return leavesOf(isRecord(document) ? own(document, name) : undefined, next, inside(name), id);
    const items: readonly unknown[] = Array.isArray(document) ? document : [];
    return items.flatMap((item) => {
      const itemId = String(isRecord(item) ? own(item, 'id') : '');
      return leavesOf(item, next, inside(itemId), itemId);
    });
  });
}

/**
 * True if a training of the first document cannot take over the second one's changes without a
 * restart.
 */
export function needsRestart(running: Experiment, edited: Experiment): boolean {
  return !sameJson(restartLeaves(running), restartLeaves(edited));
}

const restartLeaves = madeOnce((experiment: Experiment) =>
  leavesOf(experiment).flatMap(({ field, path, value }) => (fieldClass(field) === 'restart' ? [{ root: field.split('.')[0], path, value }] : [])),
);

/** What a restart may be needed for, the plainest first: another network follows from other tasks. */
const restartParts = ['data', 'tasks', 'network'] as const;

/** A part of a document that asks for a restart; `settings` is all the rest. */
export type RestartPart = (typeof restartParts)[number] | 'settings';

/** For which part the second document needs a restart; undefined where it needs none. */
export function restartPart(running: Experiment, edited: Experiment): RestartPart | undefined {
  if (!needsRestart(running, edited)) return undefined;
  const [before, after] = [restartLeaves(running), restartLeaves(edited)];
  const of = (leaves: typeof before, part: string) => leaves.filter(({ root }) => root === part);
  return restartParts.find((part) => !sameJson(of(before, part), of(after, part))) ?? 'settings';
}

/**
 * A plain value of a document: a field, or one parameter of a method, layer, optimiser or schedule.
 */
export interface FieldValue {
  readonly field: FieldPath;
  /** With the id of the task or layer, and the name of the parameter behind `values`. */
  readonly path: string;
  readonly value: ParameterValue;
  readonly id: string;
  /** What the parameter is one of. */
  readonly parameter?: { readonly name: string; readonly spec: ParameterSpec; readonly kind: string };
}

/** The field that says whose parameters a field holds, and the parameters of each kind. */
/** Data sets that are as they are have none. */
const parametersOfData = (id: unknown) => (isKeyOf(datasets)(id) ? (datasetById(id).parameters ?? {}) : undefined);

const parameters: Partial<Record<FieldPath, { readonly by: string; readonly specsOf: (kind: unknown) => ParameterSpecs | undefined }>> = {
  'data.parameters': { by: 'dataset', specsOf: parametersOfData },
  'tasks.*.loss.values': { by: 'kind', specsOf: specsIn(lossKinds) },
  'balancing.values': { by: 'method', specsOf: specsIn(balancingMethods) },
  'network.layers.*.values': { by: 'kind', specsOf: specsIn(layerKinds) },
  'optimizer.values': { by: 'kind', specsOf: specsIn(optimizerKinds) },
  'schedule.values': { by: 'kind', specsOf: specsIn(scheduleKinds) },
};

function specsIn<Key extends string>(kinds: Readonly<Record<Key, { readonly parameters: ParameterSpecs }>>) {
  const isKind = isKeyOf(kinds);
  return (kind: unknown) => (isKind(kind) ? kinds[kind].parameters : undefined);
}

/**
 * Every plain value of a document in the order of the table; what is left out has the value that it
 * then means. Wires, ties and groups of parameters are none.
 */
export const fieldValues = madeOnce((experiment: Experiment): readonly FieldValue[] =>
  leavesOf(whole(experiment)).flatMap(({ field, path, value, owner, id }): readonly FieldValue[] => {
    const found = parameters[field];
    if (found === undefined) return isPlain(value) ? [{ field, path, value, id }] : [];
    const kind = isRecord(owner) ? own(owner, found.by) : undefined;
    const values = isRecord(value) ? value : {};
    return Object.entries(found.specsOf(kind) ?? {}).map(([name, spec]) => ({
      field,
      path: `${path}.${name}`,
      value: nearestAllowed(spec, own(values, name)),
      id,
      parameter: { name, spec, kind: String(kind) },
    }));
  }),
);

/** The document with what it may leave out. */
function whole(experiment: Experiment): unknown {
  const { data, network, tasks, training } = experiment;
  return {
    ...experiment,
    data: { fold: 0, ...data, augmentation: augmentationOf(data) },
    tasks: tasks.map((task) => ({
      ...task,
      loss: { kind: taskOf(data, task).loss, values: task.loss?.values ?? {} },
      labels: { missing: 0, noise: 0, examples: limits.images[1], imbalance: 1, ...task.labels },
    })),
    network: { ...network, layers: network.layers.map((layer) => ({ ...layer, frozen: layer.frozen === true })) },
    training: { alternate: 'together', ...training },
  };
}

function isPlain(value: unknown): value is ParameterValue {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
}

/** A plain value that is another one in a second document. */
export interface ChangedField extends FieldValue {
  readonly before: ParameterValue;
  /** True for a parameter of a method, layer, optimiser or schedule that the first one has not. */
  readonly isOfOtherKind: boolean;
}

/**
 * The plain values of the second document that are others in the first one. Fields that the first
 * one has not are left out; parameters of another kind than there are compared with their own
 * defaults: what is usual is no change.
 */
export function changedFields(before: Experiment, after: Experiment): readonly ChangedField[] {
  const former = new Map(fieldValues(before).map((one) => [one.path, one]));
  return fieldValues(after).flatMap((one): readonly ChangedField[] => {
    const { path, value, parameter } = one;
    const known = former.get(path);
    const isOfOtherKind = parameter !== undefined && parameter.kind !== known?.parameter?.kind;
    const start = isOfOtherKind ? parameter.spec.default : known?.value;
    return start === undefined || start === value ? [] : [{ ...one, before: start, isOfOtherKind }];
  });
}
