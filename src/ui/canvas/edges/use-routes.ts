import { useMemo } from 'react';
import type { Layer, Wire } from '../../../domain/network/network';
import type { Line } from '../../../domain/network/routes/line';
import { useAnalysis } from '../../common/use-analysis';
import { wireKey } from '../../common/selection-keys';
import type { Placement } from '../flow-graph';
import { nodeOriginOf, toCanvas } from '../viewport/drawing';
import { useDrawing } from '../viewport/drawing-context';
import { routesOf } from './routes';

/**
 * The routes of all wires, as the layers rest: while some are dragged their wires run straight, and
 * the others stay where they were.
 */
export function useRoutesValue(
  layers: readonly Layer[],
  wires: readonly Wire[],
  measured: Placement['measured'],
): ReadonlyMap<string, Line> {
  const drawing = useDrawing();
  const { tasks } = useAnalysis();
  return useMemo(() => {
    const [across, down] = nodeOriginOf(drawing);
    const boxes = layers.flatMap((layer) => {
      const size = measured.get(layer.id);
      const { x, y } = toCanvas(drawing, layer);
      return size === undefined ? [] : [[layer.id, { x: x - across * size.width, y: y - down * size.height, ...size }] as const];
    });
    const routed = wires.map((wire) => ({ id: wireKey(wire), source: wire.from, target: wire.to, strands: tasks.get(wire.to)?.length ?? 0 }));
    return routesOf(routed, new Map(boxes), drawing);
  }, [layers, wires, measured, drawing, tasks]);
}
