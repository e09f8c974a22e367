import type { Network } from './network';
import { servedTasks } from './reachability';

/**
 * The tasks that play against the others: those whose head is reached through gradient reversals
 * alone, so that all it asks of the layers before them is turned round (Ganin and Lempitsky 2015;
 * Liu, Qiu and Huang 2017). Derived from the drawing, in the order of `tasks`; such a task has a
 * fixed weight and stays outside balancing.
 */
export function adversaries(network: Network, tasks: readonly string[]): readonly string[] {
  const reversals = new Set(network.layers.filter(({ kind }) => kind === 'gradient-reversal').map(({ id }) => id));
  if (reversals.size === 0) return [];
  const inputs = network.layers.filter(({ kind }) => kind === 'input').map(({ id }) => id);
  const straight = { ...network, wires: network.wires.filter(({ from, to }) => !reversals.has(from) && !reversals.has(to)) };
  const reachedBy = (graph: Network) => new Set(inputs.flatMap((input) => servedTasks(graph, tasks).get(input) ?? []));
  const [anyhow, straightly] = [reachedBy(network), reachedBy(straight)];
  return tasks.filter((task) => anyhow.has(task) && !straightly.has(task));
}
