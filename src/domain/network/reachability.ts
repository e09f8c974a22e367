import { taskOfHead, type Network } from './network';

/**
 * For each layer the layers that wires from it lead to, in the order of the wires; wires to or from
 * nowhere are left out.
 */
function successors(network: Network): ReadonlyMap<string, readonly string[]> {
  return neighbours(network, (wire) => [wire.from, wire.to]);
}

/**
 * For each layer the layers that feed it, in the order of its inputs; wires to or from nowhere are
 * left out.
 */
export function predecessors(network: Network): ReadonlyMap<string, readonly string[]> {
  return neighbours(network, (wire) => [wire.to, wire.from]);
}

function neighbours(
  network: Network,
  ends: (wire: Network['wires'][number]) => readonly [string, string],
): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, string[]>(network.layers.map((layer) => [layer.id, []]));
  for (const wire of network.wires) {
    const [at, other] = ends(wire);
    if (lists.has(other)) lists.get(at)?.push(other);
  }
  return lists;
}

/**
 * The tasks that each layer serves: those whose heads can be reached from it. A layer is shared
 * when it serves two or more; colours, gradient conflict, balancing and single-task baselines all
 * follow from this one function. Task ids come in the order of `tasks`. Cycles do no harm.
 */
export function servedTasks(network: Network, tasks: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const before = predecessors(network);
  const served = new Map<string, Set<string>>(network.layers.map((layer) => [layer.id, new Set()]));
  for (const head of network.layers) {
    const task = taskOfHead(head);
    if (task === undefined || !tasks.includes(task)) continue;
    const waiting = [head.id];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const own = served.get(id);
      if (own === undefined || own.has(task)) continue;
      own.add(task);
      waiting.push(...(before.get(id) ?? []));
    }
  }
  return new Map([...served].map(([id, own]) => [id, tasks.filter((task) => own.has(task))]));
}

/** True if wires lead from one layer to another (or both are the same). */
export function leadsTo(network: Network, from: string, to: string): boolean {
  const after = successors(network);
  const seen = new Set<string>();
  const waiting = [from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === to) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...(after.get(id) ?? []));
  }
  return false;
}

/**
 * Layer ids so that every layer comes after those that feed it; layers on a cycle, or behind one,
 * are left out. Ties keep the order of the document, so the same document always gives the same
 * order.
 */
export function topologicalOrder(network: Network): readonly string[] {
  const before = predecessors(network);
  const after = successors(network);
  const missing = new Map(network.layers.map((layer) => [layer.id, before.get(layer.id)?.length ?? 0]));
  const order: string[] = [];
  const ready = network.layers.filter((layer) => missing.get(layer.id) === 0).map((layer) => layer.id);
  for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
    order.push(id);
    for (const next of after.get(id) ?? []) {
      const left = (missing.get(next) ?? 0) - 1;
      missing.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  return order;
}
