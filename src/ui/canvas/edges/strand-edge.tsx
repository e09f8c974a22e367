import type { EdgeProps } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { wireLine } from '../../../domain/network/routes/line';
import { strandPath, wireStrands } from '../../../domain/network/strands';
import type { StrandEdge as StrandEdgeType } from '../flow-graph';
import { useNetworkView, useStrandStyles } from '../network-view';
import { useDrawing } from '../viewport/drawing-context';
import { leads, portPoint, tuck, useRoute } from './routes';
import { StrandPaths } from './strand-paths';
import styles from './strands.module.css';

/** A wire: one strand for each task that its target serves, and one thing to select. */
export const StrandEdge = memo(function StrandEdge(props: EdgeProps<StrandEdgeType>) {
  const { id, data, sourceX, sourceY, targetX, targetY, selected = false } = props;
  const { tasks, analysis, going } = useNetworkView();
  const strandStyles = useStrandStyles();
  const strands = useMemo(() => {
    const served = (ends: readonly string[]) => [...new Set(ends.flatMap((layer) => analysis.tasks.get(layer) ?? []))];
    const wires = data?.wires ?? [];
    const [leaving, arriving] = [served(wires.map((wire) => wire.from)), served(wires.map((wire) => wire.to))];
    return wireStrands(tasks.map((task) => task.id), strandStyles, leaving, arriving);
  }, [tasks, strandStyles, analysis, data]);
  const down = useDrawing().direction === 'down';
  const route = useRoute(id);
  const line = useMemo(() => {
    const [from, to] = [portPoint(down, sourceX, sourceY, -tuck), portPoint(down, targetX, targetY, tuck)];
    return route !== undefined && leads(route, from, to) ? route : wireLine(from, to);
  }, [route, down, sourceX, sourceY, targetX, targetY]);
  if (going.has(id)) return <path className={styles['refused']} d={strandPath(line, 0, 0, down)} />;
  return (
    <>
      <StrandPaths line={line} down={down} strands={strands} tasks={tasks} selected={selected} />
      <path className={styles['hit']} d={strandPath(line, 0, 0, down)} />
    </>
  );
});
