import { taskOfHead } from '../../domain/network/network';
import { topologicalOrder } from '../../domain/network/reachability';
import type { Experiment } from '../../experiment/schema';

/**
 * The layers that a new head can hang on, in the order of computing (those on a cycle last), and
 * the one to propose: what the first task's head hangs on, else the last one.
 */
export function attachableLayers({ network, tasks }: Experiment): { readonly ids: readonly string[]; readonly usual: string | undefined } {
  const bodies = network.layers.filter((layer) => layer.kind !== 'head').map((layer) => layer.id);
  const sorted = topologicalOrder(network).filter((id) => bodies.includes(id));
  const ids = [...sorted, ...bodies.filter((id) => !sorted.includes(id))];
  const first = tasks[0]?.id;
  const head = network.layers.find((layer) => first !== undefined && taskOfHead(layer) === first);
  const source = network.wires.find((wire) => wire.to === head?.id)?.from;
  return { ids, usual: source !== undefined && ids.includes(source) ? source : ids.at(-1) };
}
