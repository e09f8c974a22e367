import { newFault, sameWire } from '../../domain/network/connection';
import type { Initialiser } from '../../domain/network/layer-kind';
import { layerKind, type LayerKindId } from '../../domain/network/layer-kinds';
import { taskOfHead, type Wire } from '../../domain/network/network';
import { joins, type Tie } from '../../domain/network/ties';
import { defaultsOf, type ParameterValue } from '../../domain/parameters';
import { ok } from '../../lib/result';
import { analyseExperiment } from '../context';
import { frozenOrNot } from '../live-settings';
import { limits } from '../limits';
import type { Experiment, ExperimentLayer } from '../schema';
import { freeId } from './ids';
import { column, freePlace, onCanvas, row, type Position } from './placing';
import { refuse, type Edited } from './refusal';
import { balanced } from './tasks';
import { withValue } from './values';
import { connect } from './wires';

interface NewLayer {
  readonly kind: LayerKindId;
  /**
   * Top left corner; without one a free place is found, and what stands behind a wire moves on by a
   * column.
   */
  readonly at?: Position | undefined;
  /** The layer to wire it from. */
  readonly from?: string | undefined;
  /** The wire to put it into. */
  readonly into?: Wire | undefined;
  /** The layer to put it behind: it is fed by that one, and feeds all that was fed by it. */
  readonly after?: string | undefined;
}

/**
 * A further layer with the defaults of its kind: alone, wired from a layer, or put into a wire or
 * behind a layer.
 * Refused where the wire would be. A head is given the first task that has none.
 */
export function addLayer(experiment: Experiment, args: NewLayer): Edited {
  const { network, tasks } = experiment;
  if (network.layers.length >= limits.layers) return refuse('too-many-layers', { limit: limits.layers });
  const orphan = tasks.find((task) => !network.layers.some((layer) => taskOfHead(layer) === task.id));
  if (args.kind === 'head' && orphan === undefined) return refuse('every-task-has-a-head');
  const room = roomFor(experiment, args);
  const layer: ExperimentLayer = {
    id: freeId(args.kind, network.layers, false),
    kind: args.kind,
    values: { ...defaultsOf(layerKind(args.kind).parameters), ...(args.kind === 'head' ? { task: orphan?.id ?? '' } : {}) },
    initialiser: 'auto',
    ...room.place,
  };
  if (Number.isNaN(layer.x + layer.y)) return refuse('not-a-number');
  const added: Experiment = { ...experiment, network: { ...network, layers: [...room.layers, layer] } };
  if (args.into !== undefined) return putInto(experiment, added, layer, args.into);
  if (args.after !== undefined) return putBehind(experiment, added, layer, args.after);
  return args.from === undefined ? ok(added) : connect(added, { from: args.from, to: layer.id });
}

/**
 * The wire's two halves take its place in the list, so that the order of the target's inputs stays.
 */
function putInto(before: Experiment, added: Experiment, layer: ExperimentLayer, { from, to }: Wire): Edited {
  const { wires } = added.network;
  if (!wires.some((wire) => wire.from === from && wire.to === to)) return refuse('unknown-wire', { from, to });
  if (layer.kind === 'input') return refuse('input-takes-none', { from, to: layer.id });
  if (wires.length >= limits.wires) return refuse('too-many-wires', { limit: limits.wires });
  const halves = wires.flatMap((wire) =>
    wire.from === from && wire.to === to
      ? [
          { from, to: layer.id },
          { from: layer.id, to },
        ]
      : [wire],
  );
  const after: Experiment = { ...added, network: { ...added.network, wires: halves } };
  const broken = newFault(analyseExperiment(before), analyseExperiment(after), layer.id);
  return broken === undefined ? ok(after) : refuse(broken.code, broken.params);
}

/** What the other layer fed is fed by this one, and this one by it. */
function putBehind(before: Experiment, added: Experiment, layer: ExperimentLayer, from: string): Edited {
  const { wires } = added.network;
  const moved = wires.map((wire) => (wire.from === from ? { ...wire, from: layer.id } : wire));
  const first = wires.findIndex((wire) => wire.from === from);
  if (first < 0) return connect(added, { from, to: layer.id });
  if (layer.kind === 'input') return refuse('input-takes-none', { from, to: layer.id });
  if (wires.length >= limits.wires) return refuse('too-many-wires', { limit: limits.wires });
  const network = { ...added.network, wires: [...moved.slice(0, first), { from, to: layer.id }, ...moved.slice(first)] };
  const after: Experiment = { ...added, network };
  const broken = newFault(analyseExperiment(before), analyseExperiment(after), layer.id);
  return broken === undefined ? ok(after) : refuse(broken.code, broken.params);
}

/**
 * The layers as they are to stand with a new one among them, and its place: into a wire it goes
 * where the target stood, and room is made.
 */
function roomFor(experiment: Experiment, args: NewLayer): { readonly layers: ExperimentLayer[]; readonly place: Position } {
  const { layers } = experiment.network;
  if (args.at !== undefined) return { layers, place: onCanvas(args.at) };
  const find = (id: string | undefined) => layers.find((layer) => layer.id === id);
  const source = find(args.into?.from ?? args.after ?? args.from);
  const fed = experiment.network.wires.filter((wire) => wire.from === args.after).map((wire) => find(wire.to));
  const [nearest] = fed.filter((layer) => layer !== undefined).toSorted((one, other) => one.x - other.x);
  const target = find(args.into?.to) ?? nearest;
  if (target !== undefined) {
    const moved = layers.map((layer) =>
      layer.x >= target.x ? { ...layer, ...onCanvas({ x: layer.x + column, y: layer.y }) } : layer,
    );
    return { layers: moved, place: freePlace(moved, { x: target.x, y: (args.after === undefined ? target : (source ?? target)).y }) };
  }
  if (source !== undefined) return { layers, place: freePlace(layers, { x: source.x + column, y: source.y }) };
  return { layers, place: freePlace(layers, { x: 0, y: Math.max(0, ...layers.map((layer) => layer.y + row)) }) };
}

/**
 * The document without these layers and their wires. With the only head of a task that task goes
 * too, since a task without a head can only be in the way; where no task would be left, nothing is
 * removed. Ids that are not there are passed over.
 */
export function removeLayers(experiment: Experiment, args: { readonly ids: readonly string[] }): Edited {
  const gone = new Set(args.ids);
  const { network } = experiment;
  const layers = network.layers.filter((layer) => !gone.has(layer.id));
  const lost = new Set(network.layers.filter((layer) => gone.has(layer.id)).map(taskOfHead));
  const tasks = experiment.tasks.filter((task) => !lost.has(task.id) || layers.some((layer) => taskOfHead(layer) === task.id));
  if (tasks.length === 0) return refuse('last-task');
  return ok({
    ...experiment,
    tasks: tasks.length < experiment.tasks.length ? balanced(experiment, tasks) : experiment.tasks,
    network: {
      ...network,
      layers,
      wires: network.wires.filter((wire) => !gone.has(wire.from) && !gone.has(wire.to)),
      ties: network.ties.filter((tie) => !gone.has(tie.first) && !gone.has(tie.second)),
    },
  });
}

/**
 * The document without layers, wires and ties, in one go: the layers as `removeLayers` has it. What
 * is not there is passed over.
 */
export function removeParts(
  experiment: Experiment,
  args: { readonly layers: readonly string[]; readonly wires: readonly Wire[]; readonly ties: readonly Pick<Tie, 'first' | 'second'>[] },
): Edited {
  const removed = args.layers.length === 0 ? ok(experiment) : removeLayers(experiment, { ids: args.layers });
  if (!removed.ok) return removed;
  const { network } = removed.value;
  return ok({
    ...removed.value,
    network: {
      ...network,
      wires: network.wires.filter((wire) => !args.wires.some((gone) => sameWire(gone, wire))),
      ties: network.ties.filter((tie) => !args.ties.some(({ first, second }) => joins(tie, first, second))),
    },
  });
}

/**
 * New places of some layers, rounded to whole pixels; used at the end of a drag and by the
 * automatic layout.
 */
export function moveLayers(
  experiment: Experiment,
  args: { readonly places: readonly (Position & { readonly id: string })[] },
): Edited {
  const places = new Map(args.places.map(({ id, x, y }) => [id, onCanvas({ x, y })]));
  if ([...places.values()].some(({ x, y }) => Number.isNaN(x + y))) return refuse('not-a-number');
  return ok(withLayers(experiment, (layer) => (places.has(layer.id) ? { ...layer, ...places.get(layer.id) } : layer)));
}

/**
 * A parameter of a layer, as near to the value asked for as its range allows. A head given another
 * head's task hands that one its own.
 */
export function setLayerValue(
  experiment: Experiment,
  args: { readonly id: string; readonly name: string; readonly value: ParameterValue },
): Edited {
  const { id, name, value } = args;
  const layer = experiment.network.layers.find((candidate) => candidate.id === id);
  if (layer === undefined) return refuse('unknown-layer', { layer: id });
  const values = withValue(layerKind(layer.kind).parameters, layer.values, name, value);
  if (!values.ok) return values;
  if (layer.kind !== 'head' || name !== 'task') {
    return ok(withLayers(experiment, (other) => (other.id === id ? { ...other, values: values.value } : other)));
  }
  if (!experiment.tasks.some((task) => task.id === value)) return refuse('unknown-task', { task: String(value) });
  const former = taskOfHead(layer) ?? '';
  return ok(
    withLayers(experiment, (other) => {
      if (other.id === id) return { ...other, values: values.value };
      return taskOfHead(other) === value ? { ...other, values: { ...other.values, task: former } } : other;
    }),
  );
}

/**
 * Layers whose weights stand still while the others train, or (`frozen` false) move again. Ids that
 * are not there are passed over.
 */
export function freezeLayers(experiment: Experiment, args: { readonly ids: readonly string[]; readonly frozen: boolean }): Edited {
  return ok(withLayers(experiment, (layer) => (args.ids.includes(layer.id) ? frozenOrNot(layer, args.frozen ? args.ids : []) : layer)));
}

/** How a layer's kernel starts. */
export function setInitialiser(
  experiment: Experiment,
  args: { readonly id: string; readonly initialiser: 'auto' | Initialiser },
): Edited {
  if (!experiment.network.layers.some((layer) => layer.id === args.id)) return refuse('unknown-layer', { layer: args.id });
  return ok(withLayers(experiment, (layer) => (layer.id === args.id ? { ...layer, initialiser: args.initialiser } : layer)));
}

function withLayers(experiment: Experiment, change: (layer: ExperimentLayer) => ExperimentLayer): Experiment {
  return { ...experiment, network: { ...experiment.network, layers: experiment.network.layers.map(change) } };
}
