import { sizeOf, type Shape } from '../shape';
import { isKernel, type LayerShape, type NetworkContext, type ShapeFault, type StatisticSpec, type WeightSpec } from './layer-kind';
import { layerKind } from './layer-kinds';
import { taskOfHead, type Layer, type Network } from './network';
import { predecessors, servedTasks, topologicalOrder } from './reachability';
import { tieFault } from './ties';

/** No output of a layer may have more values for one example than this. */
const maximumValues = 4_000_000;

/**
 * What is wrong with a layer (or, without one, with the network), as a code for the text catalogue.
 */
export interface NetworkFault {
  readonly layer?: string;
  readonly code:
    | ShapeFault['code']
    | 'cycle'
    | 'no-input'
    | 'too-many-inputs'
    | 'input-has-wires'
    | 'task-has-two-heads'
    /** Not an obstacle: the layer leads to no head and is left out of training. */
    | 'leads-nowhere'
    | 'task-without-head'
    /**
     * Not an obstacle: the layer's weights have other shapes than those of the one that it is tied
     * to, and the tie does nothing.
     */
    | 'tie-idle'
    /**
     * Training it would take more bytes than are allowed (experiment/memory.ts): needed, allowed,
     * by what they are for; other: the largest layer.
     */
    | 'too-much-memory'
    | 'behind-a-fault';
  readonly params: Readonly<Record<string, string | number>>;
  /** False for mere remarks: training can start all the same. */
  readonly blocks: boolean;
}

/** Everything that follows from a network: computed, never stored. */
export interface NetworkAnalysis {
  /** Layers that can be computed, inputs before outputs, without those that lead to no head. */
  readonly order: readonly string[];
  /** Output shape of one example, for every layer whose shape is known. */
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly inputShapes: ReadonlyMap<string, readonly Shape[]>;
  readonly weights: ReadonlyMap<string, readonly WeightSpec[]>;
  /** What layers remember of the batches; only those that do have an entry. */
  readonly statistics: ReadonlyMap<string, readonly StatisticSpec[]>;
  /** How many values a pass holds inside a layer for each example; only of those that hold some. */
  readonly between: ReadonlyMap<string, number>;
  /** Number of trainable values of each layer whose shape is known. */
  readonly parameterCounts: ReadonlyMap<string, number>;
  readonly parameterTotal: number;
  /** Tasks that each layer serves, in the order of the tasks. */
  readonly tasks: ReadonlyMap<string, readonly string[]>;
  readonly faults: readonly NetworkFault[];
  /** True if it can train. */
  readonly runnable: boolean;
}

/**
 * Shapes, weights, sharing and faults of a network, for tasks in the given order. Never throws,
 * whatever the graph.
 */
export function analyse(network: Network, tasks: readonly string[], context: NetworkContext): NetworkAnalysis {
  const before = predecessors(network);
  const layers = new Map(network.layers.map((layer) => [layer.id, layer]));
  const sorted = topologicalOrder(network);
  const served = servedTasks(network, tasks);
  const faults: NetworkFault[] = [];
  const shapes = new Map<string, Shape>();
  const inputShapes = new Map<string, readonly Shape[]>();
  const weights = new Map<string, readonly WeightSpec[]>();
  const statistics = new Map<string, readonly StatisticSpec[]>();
  const between = new Map<string, number>();
  const parameterCounts = new Map<string, number>();

  for (const id of sorted) {
    const layer = layers.get(id);
    if (layer === undefined) continue;
    const given = (before.get(id) ?? []).map((from) => shapes.get(from));
    const outcome = inferLayer(layer, given, context);
    if ('code' in outcome) {
      faults.push(outcome);
      continue;
    }
    inputShapes.set(id, given.filter((shape) => shape !== undefined));
    shapes.set(id, outcome.output);
    weights.set(id, outcome.weights);
    if (outcome.statistics !== undefined) statistics.set(id, outcome.statistics);
    if (outcome.between !== undefined) between.set(id, outcome.between);
    parameterCounts.set(id, outcome.weights.reduce((sum, weight) => sum + sizeOf(weight.shape), 0));
  }

  const inOrder = new Set(sorted);
  for (const { id } of network.layers) {
    if (!inOrder.has(id)) faults.push({ layer: id, code: 'cycle', params: {}, blocks: true });
    else if (served.get(id)?.length === 0 && shapes.has(id)) {
      faults.push({ layer: id, code: 'leads-nowhere', params: {}, blocks: false });
    }
  }
  faults.push(...headFaults(network, tasks), ...tieFaults(network, weights));

  const used = sorted.filter((id) => (served.get(id)?.length ?? 0) > 0);
  const parameterTotal = used.reduce((sum, id) => sum + (parameterCounts.get(id) ?? 0), 0);
  const told = faults.map((fault) => (isIdle(fault, served) ? { ...fault, blocks: false } : fault));
  return {
    order: used.filter((id) => shapes.has(id)),
    shapes,
    inputShapes,
    weights,
    statistics,
    between,
    parameterCounts,
    parameterTotal,
    tasks: served,
    faults: told,
    runnable: !told.some(({ blocks }) => blocks),
  };
}

/**
 * A fault on a layer that no task needs does not keep the others from training; a half-wired head
 * does.
 */
function isIdle(fault: NetworkFault, served: ReadonlyMap<string, readonly string[]>): boolean {
  return fault.layer !== undefined && fault.code !== 'no-task' && served.get(fault.layer)?.length === 0;
}

function inferLayer(layer: Layer, given: readonly (Shape | undefined)[], context: NetworkContext): LayerShape | NetworkFault {
  const kind = layerKind(layer.kind);
  const fault = (code: NetworkFault['code'], params: NetworkFault['params'] = {}): NetworkFault => ({
    layer: layer.id,
    code,
    params,
    blocks: true,
  });
  if (kind.inputs === 'none' && given.length > 0) return fault('input-has-wires');
  if (kind.inputs !== 'none' && given.length === 0) return fault('no-input');
  if (kind.inputs === 'one' && given.length > 1) return fault('too-many-inputs', { given: given.length });
  const known = given.filter((shape) => shape !== undefined);
  if (known.length < given.length) return fault('behind-a-fault');
  const shape = kind.infer(known, layer.values, context);
  if (!shape.ok) return fault(shape.error.code, shape.error.params);
  const { output } = shape.value;
  if (sizeOf(output) > maximumValues) return fault('too-large', { values: sizeOf(output) });
  return withInitialiser(shape.value, layer);
}

function withInitialiser(shape: LayerShape, layer: Layer): LayerShape {
  const chosen = layer.initialiser;
  if (chosen === 'auto') return shape;
  const weights = shape.weights.map((weight) => (isKernel(weight) ? { ...weight, initialiser: chosen } : weight));
  return { ...shape, weights };
}

/**
 * Ties between layers whose weights do not fit each other; a layer that is faulty itself has said
 * so.
 */
function tieFaults({ ties = [] }: Network, weights: NetworkAnalysis['weights']): readonly NetworkFault[] {
  return ties.flatMap(({ first, second }): readonly NetworkFault[] => {
    if (!weights.has(first) || !weights.has(second) || tieFault(first, second, weights) === undefined) return [];
    return [{ layer: first, code: 'tie-idle', params: { other: second }, blocks: false }];
  });
}

function headFaults(network: Network, tasks: readonly string[]): readonly NetworkFault[] {
  const faults: NetworkFault[] = [];
  for (const task of tasks) {
    const heads = network.layers.filter((layer) => taskOfHead(layer) === task);
    if (heads.length === 0) faults.push({ code: 'task-without-head', params: { task }, blocks: true });
    for (const extra of heads.slice(1)) {
      faults.push({ layer: extra.id, code: 'task-has-two-heads', params: { task }, blocks: true });
    }
  }
  return faults;
}
