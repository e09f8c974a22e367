import type { EdgeLabel, GraphLabel, NodeLabel } from '@dagrejs/dagre';
import type { Network } from '../../domain/network/network';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** New places of layers, in whole pixels on the canvas' grid. */
export type Places = readonly { readonly id: string; readonly x: number; readonly y: number }[];

const grid = 10;

/**
 * Places all layers anew in columns from left to right (dagre's network simplex, loaded when it is first asked for). Ports are at one height
 * of every layer, so each is laid out as if it had the same height; then chains are straight.
 * @param sizes the layers' sizes on the canvas
 */
export async function tidyPlaces(network: Network, sizes: ReadonlyMap<string, Size>, usual: Size): Promise<Places> {
  const { Graph, layout } = await import('@dagrejs/dagre');
  const height = Math.max(usual.height, ...[...sizes.values()].map((size) => size.height));
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 40, ranker: 'network-simplex' });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of network.layers) graph.setNode(id, { width: sizes.get(id)?.width ?? usual.width, height });
  for (const { from, to } of network.wires) if (graph.hasNode(from) && graph.hasNode(to)) graph.setEdge(from, to);
  layout(graph);
  const corners = network.layers.map(({ id }) => {
    const { x = 0, y = 0, width } = graph.node(id);
    return { id, x: x - width / 2, y: y - height / 2 };
  });
  const left = Math.min(...corners.map((corner) => corner.x));
  const top = Math.min(...corners.map((corner) => corner.y));
  const onGrid = (value: number) => Math.round(value / grid) * grid;
  return corners.map(({ id, x, y }) => ({ id, x: onGrid(x - left), y: onGrid(y - top) }));
}
