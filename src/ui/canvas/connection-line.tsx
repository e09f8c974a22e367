import { useStore, type ConnectionLineComponentProps } from '@xyflow/react';
import { strandPath, wireStrands } from '../../domain/network/strands';
import type { LayerNode } from './flow-graph';
import { useNetworkView, useStrandStyles } from './network-view';
import { StrandPaths } from './strand-paths';
import styles from './strands.module.css';

/**
 * A wire while it is dragged: strands as they will run where it may be drawn, otherwise a dotted line, and over a layer that cannot take
 * it the reason beside the pointer.
 */
export function ConnectionLine(props: ConnectionLineComponentProps<LayerNode>) {
  const { fromNode, fromHandle, toNode, fromX, fromY, toX, toY, connectionStatus, pointer } = props;
  const { tasks, analysis, words, check } = useNetworkView();
  const strandStyles = useStrandStyles();
  const zoom = useStore((state) => state.transform[2]);
  const backwards = fromHandle.type === 'target';
  const [start, end] = [{ x: fromX, y: fromY }, { x: toX, y: toY }];
  const [from, to] = backwards ? [end, start] : [start, end];

  if (toNode === null || connectionStatus === null) return <path className={styles['refused']} d={strandPath(from, to)} />;
  const wire = backwards ? { from: toNode.id, to: fromNode.id } : { from: fromNode.id, to: toNode.id };
  if (connectionStatus === 'valid') {
    const [leaving, arriving] = [analysis.tasks.get(wire.from), analysis.tasks.get(wire.to)];
    const strands = wireStrands(tasks.map((task) => task.id), strandStyles, leaving ?? [], arriving ?? []);
    return <StrandPaths from={from} to={to} strands={strands} tasks={tasks} selected={false} />;
  }
  const checked = check(wire);
  return (
    <>
      <path className={styles['refused']} d={strandPath(from, to)} />
      {!checked.ok && (
        <foreignObject
          x={pointer.x + 14 / zoom}
          y={pointer.y + 14 / zoom}
          width={280}
          height={140}
          transform={`scale(${1 / zoom})`}
          style={{ transformOrigin: `${pointer.x + 14 / zoom}px ${pointer.y + 14 / zoom}px`, overflow: 'visible' }}
        >
          <div className={styles['reason']} role="status">
            {words.refusal(checked.error, wire.to)}
          </div>
        </foreignObject>
      )}
    </>
  );
}
