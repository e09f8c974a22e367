import type { MixingCoefficients } from './layer-kind';
import { layerKind } from './layer-kinds';
import type { Network } from './network';
import { ownInput } from './mixing';
import { predecessors, servedTasks } from './reachability';

/** What a layer takes of one of its inputs, or of one half of its channels. */
export interface MixedInput {
  /** The layer that it comes from. */
  readonly from: string;
  /** 0 or 1 where halves are mixed. */
  readonly half: number | undefined;
  /** One number, or one for each half of the output; not-a-number where it is not known. */
  readonly values: readonly number[];
}

/**
 * A row for each input that the layer mixes (or each half of one), in the order of the wires.
 * `values`: the layer's coefficients in the layout of its kind; undefined before they are known.
 */
export function mixedInputs(
  network: Network,
  layer: string,
  { layout, gates }: MixingCoefficients,
  values: ArrayLike<number> | undefined,
): readonly MixedInput[] {
  const inputs = (predecessors(network).get(layer) ?? []).slice(gates);
  const at = (place: number) => values?.[place] ?? Number.NaN;
  if (layout === 'inputs') return inputs.map((from, place) => ({ from, half: undefined, values: [at(place)] }));
  return inputs.flatMap((from, input) =>
    [0, 1].map((half) => ({ from, half, values: [0, 1].map((to) => at((to * inputs.length + input) * 2 + half)) })),
  );
}

/**
 * The tasks of the tower that each layer is part of: those that it serves if every layer that mixes
 * towers goes on with its own alone. Layers of no tower, and those that mix without one of their
 * own, have the tasks that they serve.
 */
export function towerTasks(network: Network, tasks: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const inputs = predecessors(network);
  const foreign = new Map(
    network.layers.map(({ id, kind, values }) => {
      const given = inputs.get(id) ?? [];
      const own = layerKind(kind).coefficients === undefined ? undefined : ownInput(values, given.length);
      const kept = own?.ok === true ? own.value : undefined;
      return [id, kept === undefined ? [] : given.filter((_, place) => place !== kept)];
    }),
  );
  return servedTasks({ ...network, wires: network.wires.filter(({ from, to }) => foreign.get(to)?.includes(from) !== true) }, tasks);
}
