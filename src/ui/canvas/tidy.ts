import type { EdgeLabel, GraphLabel, NodeLabel } from '@dagrejs/dagre';
import { taskOfHead } from '../../domain/network/network';
import type { ShownNetwork } from '../../experiment/groups';
import { pendingUntil } from '../../lib/pending';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** New places of layers, in whole pixels on the canvas' grid. */
export type Places = readonly { readonly id: string; readonly x: number; readonly y: number }[];

/** What is laid out. */
type Drawn = Pick<ShownNetwork, 'units' | 'wires'>;

const grid = 10;

/** True if more pairs of heads stand against the order of their tasks than with it. */
function isUpsideDown(network: Drawn, tasks: readonly string[], heights: ReadonlyMap<string, number>): boolean {
  const heads = tasks.flatMap((task) => {
    const head = network.units.find((unit) => unit.layers.some((layer) => taskOfHead(layer) === task));
    return head === undefined ? [] : [heights.get(head.id) ?? 0];
  });
  let against = 0;
  for (const [index, height] of heads.entries()) {
    for (const lower of heads.slice(index + 1)) against += Math.sign(height - lower);
  }
  return against > 0;
}

/**
 * Places all layers anew in columns from left to right (dagre's network simplex, loaded when it is
 * first asked for). Ports are at one height of every layer, so each is laid out as if it had the
 * same height; then chains are straight. Heads come in the order of the tasks, as the strands do,
 * rather than upside down.
 * @param sizes the layers' sizes on the canvas
 * @param usual the size of layers that have not been drawn yet
 */
export async function tidyPlaces(
  network: Drawn,
  tasks: readonly string[],
  sizes: ReadonlyMap<string, Size>,
  usual: Size,
): Promise<Places> {
  const { Graph, layout } = await pendingUntil('layout', import('@dagrejs/dagre'));
  const height = Math.max(usual.height, ...[...sizes.values()].map((size) => size.height));
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  // Wires that skip layers keep clear of them: they run straight, half as far away as dagre leads
  // them past.
  graph.setGraph({ rankdir: 'LR', nodesep: 28, edgesep: 140, ranksep: 40, ranker: 'network-simplex' });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of network.units) graph.setNode(id, { width: sizes.get(id)?.width ?? usual.width, height });
  for (const { from, to } of network.wires) if (graph.hasNode(from) && graph.hasNode(to)) graph.setEdge(from, to);
  layout(graph);
  const heights = new Map(network.units.map(({ id }) => [id, graph.node(id).y ?? 0]));
  const direction = isUpsideDown(network, tasks, heights) ? -1 : 1;
  const corners = network.units.map(({ id }) => {
    const { x = 0, width } = graph.node(id);
    return { id, x: x - width / 2, y: direction * (heights.get(id) ?? 0) };
  });
  const left = Math.min(...corners.map((corner) => corner.x));
  const top = Math.min(...corners.map((corner) => corner.y));
  const onGrid = (value: number) => Math.round(value / grid) * grid;
  return corners.map(({ id, x, y }) => ({ id, x: onGrid(x - left), y: onGrid(y - top) }));
}
