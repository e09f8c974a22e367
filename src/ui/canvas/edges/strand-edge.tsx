import type { EdgeProps } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { strandPath, wireStrands } from '../../../domain/network/strands';
import type { StrandEdge as StrandEdgeType } from '../flow-graph';
import { useNetworkView, useStrandStyles } from '../network-view';
import { StrandPaths } from './strand-paths';
import styles from './strands.module.css';

/** Strands begin and end below the layers' boxes, so that no gap shows at the ports. */
const tuck = 3;

/** A wire: one strand for each task that its target serves, and one thing to select. */
export const StrandEdge = memo(function StrandEdge(props: EdgeProps<StrandEdgeType>) {
  const { id, source, target, sourceX, sourceY, targetX, targetY, selected = false } = props;
  const { tasks, analysis, going } = useNetworkView();
  const strandStyles = useStrandStyles();
  const [leaving, arriving] = [analysis.tasks.get(source), analysis.tasks.get(target)];
  const strands = useMemo(
    () => wireStrands(tasks.map((task) => task.id), strandStyles, leaving ?? [], arriving ?? []),
    [tasks, strandStyles, leaving, arriving],
  );
  const from = { x: sourceX - tuck, y: sourceY };
  const to = { x: targetX + tuck, y: targetY };
  if (going.has(id)) return <path className={styles['refused']} d={strandPath(from, to)} />;
  return (
    <>
      <StrandPaths from={from} to={to} strands={strands} tasks={tasks} selected={selected} />
      <path className={styles['hit']} d={strandPath(from, to)} />
    </>
  );
});
