import { initialisers, type Initialiser } from '../../domain/network/layer-kind';
import { isLayerKindId, layerKind } from '../../domain/network/layer-kinds';
import { joins } from '../../domain/network/ties';
import { isRecord, own } from '../../lib/json';
import { limits } from '../limits';
import { idPattern, type ExperimentLayer, type ExperimentNetwork } from '../schema';
import { repairGroups } from './repair-groups';
import { checkedField, list, numberField, part, pathOf, valuesField, type Source } from './fields';

/**
 * The network of a document from outside. Loops, shapes that do not fit and missing wires stay: the
 * editor shows them.
 */
export function repairNetwork(document: Source, tasks: readonly string[]): ExperimentNetwork {
  const network = part(document, 'network');
  const layers: ExperimentLayer[] = [];
  for (const [index, raw] of list(network, 'layers', limits.layers).entries()) {
    const layer = repairLayer(network, index, raw, tasks, layers);
    if (layer !== undefined) layers.push(layer);
  }
  return { layers, wires: repairWires(network, layers), ties: repairTies(network, layers), ...repairGroups(network, layers, tasks) };
}

function repairLayer(
  network: Source,
  index: number,
  raw: unknown,
  tasks: readonly string[],
  before: readonly ExperimentLayer[],
): ExperimentLayer | undefined {
  const unnamed = pathOf(network, `layers.${index}`);
  const id = isRecord(raw) ? own(raw, 'id') : undefined;
  if (!isRecord(raw) || typeof id !== 'string' || !idPattern.test(id)) {
    network.log.note(unnamed, 'dropped-bad-id');
    return undefined;
  }
  const layer: Source = { raw, path: pathOf(network, `layers.${id}`), log: network.log };
  if (before.some((other) => other.id === id)) {
    network.log.note(layer.path, 'dropped-duplicate');
    return undefined;
  }
  const kind = own(raw, 'kind');
  if (!isLayerKindId(kind)) {
    network.log.note(layer.path, 'dropped-unknown-kind');
    return undefined;
  }
  const values = valuesField(layer, 'values', layerKind(kind).parameters);
  const task = values['task'];
  if (task !== undefined && task !== '' && !tasks.some((known) => known === task)) {
    network.log.note(pathOf(layer, 'values.task'), 'unknown-task');
    values['task'] = '';
  }
  const position = [-limits.position, limits.position] as const;
  return {
    id,
    kind,
    values,
    initialiser: checkedField(layer, 'initialiser', isInitialiser, 'auto'),
    ...(frozenField(layer) ? { frozen: true } : {}),
    x: numberField(layer, 'x', position, false, 0),
    y: numberField(layer, 'y', position, false, 0),
  };
}

/** Absent, as in documents from before there was such a thing, means that the layer moves. */
function frozenField(layer: Source): boolean {
  if (own(layer.raw, 'frozen') === undefined) return false;
  return checkedField(layer, 'frozen', (value): value is boolean => typeof value === 'boolean', false);
}

function isInitialiser(value: unknown): value is 'auto' | Initialiser {
  return value === 'auto' || initialisers.some((initialiser) => initialiser === value);
}

function repairWires(network: Source, layers: readonly ExperimentLayer[]): ExperimentNetwork['wires'] {
  const ids = new Set(layers.map((layer) => layer.id));
  const wires = new Map<string, ExperimentNetwork['wires'][number]>();
  for (const [index, raw] of list(network, 'wires', limits.wires).entries()) {
    const path = pathOf(network, `wires.${index}`);
    const [from, to] = isRecord(raw) ? [own(raw, 'from'), own(raw, 'to')] : [];
    if (typeof from !== 'string' || typeof to !== 'string' || !ids.has(from) || !ids.has(to)) {
      network.log.note(path, 'dropped-wire-to-nowhere');
    } else if (wires.has(`${from} ${to}`)) {
      network.log.note(path, 'dropped-duplicate');
    } else {
      wires.set(`${from} ${to}`, { from, to });
    }
  }
  return [...wires.values()];
}

/** Documents from before there were ties have an empty list. */
function repairTies(network: Source, layers: readonly ExperimentLayer[]): ExperimentNetwork['ties'] {
  const ids = new Set(layers.map((layer) => layer.id));
  const ties: ExperimentNetwork['ties'][number][] = [];
  for (const [index, raw] of list(network, 'ties', limits.ties).entries()) {
    const path = pathOf(network, `ties.${index}`);
    const [first, second] = isRecord(raw) ? [own(raw, 'first'), own(raw, 'second')] : [];
    if (!isRecord(raw) || typeof first !== 'string' || typeof second !== 'string' || first === second || !ids.has(first) || !ids.has(second)) {
      network.log.note(path, 'dropped-tie-to-nowhere');
    } else if (ties.some((tie) => joins(tie, first, second))) {
      network.log.note(path, 'dropped-duplicate');
    } else {
      const tie: Source = { raw, path, log: network.log };
      const strength = numberField(tie, 'strength', limits.tieStrength, false, 0);
      ties.push({ first, second, strength, ...(tieKindField(tie) === 'orthogonal' ? { kind: 'orthogonal' as const } : {}) });
    }
  }
  return ties;
}

/** Absent, as in documents from before there were other kinds, means layers that are made alike. */
function tieKindField(tie: Source): 'equal' | 'orthogonal' {
  if (own(tie.raw, 'kind') === undefined) return 'equal';
  return checkedField(tie, 'kind', (kind): kind is 'equal' | 'orthogonal' => kind === 'equal' || kind === 'orthogonal', 'equal');
}
