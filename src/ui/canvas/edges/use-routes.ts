import { useEffect, useMemo, useState } from 'react';
import { pendingUntil } from '../../../lib/pending';
import type { wireRoute } from '../../../domain/network/routes/route';
import type { Line } from '../../../domain/network/routes/line';
import { useAnalysis } from '../../common/use-analysis';
import type { ShownNetwork } from '../../../experiment/groups';
import { edgeId, type Placement } from '../flow-graph';
import { nodeOriginOf, toCanvas } from '../viewport/drawing';
import { useDrawing } from '../viewport/drawing-context';
import { routesOf } from './routes';

/**
 * The routes of all wires, as the layers rest: while some are dragged their wires run straight, and
 * the others stay where they were.
 */
export function useRoutesValue(
  { units, wires }: ShownNetwork,
  measured: Placement['measured'],
): ReadonlyMap<string, Line> {
  const drawing = useDrawing();
  const { tasks } = useAnalysis();
  const lead = useLead();
  return useMemo(() => {
    if (lead === undefined) return none;
    const [across, down] = nodeOriginOf(drawing);
    const boxes = units.flatMap((unit) => {
      const size = measured.get(unit.id);
      const { x, y } = toCanvas(drawing, unit);
      return size === undefined ? [] : [[unit.id, { x: x - across * size.width, y: y - down * size.height, ...size }] as const];
    });
    const routed = wires.map((bundle) => {
      const carried = new Set(bundle.wires.flatMap((wire) => tasks.get(wire.to) ?? []));
      return { id: edgeId(bundle), source: bundle.from, target: bundle.to, strands: carried.size };
    });
    return routesOf(routed, new Map(boxes), drawing, lead);
  }, [units, wires, measured, drawing, tasks, lead]);
}

const none: ReadonlyMap<string, Line> = new Map<string, Line>();

/** What leads wires round layers: loaded beside the page, for few need it in their first drawing. */
const loading = pendingUntil('routes', import('../../../domain/network/routes/route'));
let route: { readonly lead: typeof wireRoute } | undefined;
// Without it wires run straight.
const routing = loading.then(
  ({ wireRoute: lead }) => (route = { lead }),
  () => undefined,
);

function useLead(): typeof wireRoute | undefined {
  const [loaded, setLoaded] = useState(route);
  useEffect(() => {
    void routing.then(setLoaded);
  }, []);
  return loaded?.lead;
}
