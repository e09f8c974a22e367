import { newFault } from '../../domain/network/connection';
import { layerKind, type LayerKindId } from '../../domain/network/layer-kinds';
import { defaultsOf } from '../../domain/parameters';
import { ok } from '../../lib/result';
import { analyseExperiment } from '../context';
import type { Experiment, ExperimentLayer } from '../schema';
import { refuse, type Edited } from './refusal';
import { keptValues } from './values';

/**
 * A layer as one of another kind, with its wires, its ties and the values that mean something there;
 * what it has learned is gone, and so is that it stands still. Refused for inputs and heads, and
 * where the wires or shapes would not fit.
 */
export function setLayerKind(experiment: Experiment, args: { readonly id: string; readonly kind: LayerKindId }): Edited {
  const { network } = experiment;
  const layer = network.layers.find((candidate) => candidate.id === args.id);
  if (layer === undefined) return refuse('unknown-layer', { layer: args.id });
  if (layer.kind === args.kind) return ok(experiment);
  if ([layer.kind, args.kind].some((kind) => kind === 'input' || kind === 'head')) return refuse('ends-stay');
  const { parameters, inputs } = layerKind(args.kind);
  const given = network.wires.filter((wire) => wire.to === args.id).length;
  if (inputs === 'one' && given > 1) return refuse('takes-one-input', { given });
  const { frozen: _, ...rest } = layer;
  const other: ExperimentLayer = { ...rest, kind: args.kind, values: { ...defaultsOf(parameters), ...keptValues(parameters, layer.values) } };
  const layers = network.layers.map((candidate) => (candidate === layer ? other : candidate));
  const after: Experiment = { ...experiment, network: { ...network, layers } };
  const broken = newFault(analyseExperiment(experiment), analyseExperiment(after), args.id);
  return broken === undefined ? ok(after) : refuse(broken.code, broken.params);
}
