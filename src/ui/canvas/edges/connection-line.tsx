import { useStore, type ConnectionLineComponentProps } from '@xyflow/react';
import { wireLine } from '../../../domain/network/routes/line';
import { strandPath, wireStrands } from '../../../domain/network/strands';
import type { LayerNode } from '../flow-graph';
import { useNetworkView, useStrandStyles } from '../network-view';
import { useDrawing } from '../viewport/drawing-context';
import { portPoint } from './routes';
import { StrandPaths } from './strand-paths';
import styles from './strands.module.css';

/** Room for the longest reason. */
const reasonSize = { width: 264, height: 84 };

/**
 * A wire while it is dragged: strands as they will run where it may be drawn, otherwise a dotted
 * line, and over a layer that cannot take it the reason beside the pointer.
 */
export function ConnectionLine(props: ConnectionLineComponentProps<LayerNode>) {
  const { fromNode, fromHandle, toNode, fromX, fromY, toX, toY, connectionStatus, pointer } = props;
  const { tasks, analysis, words, check } = useNetworkView();
  const strandStyles = useStrandStyles();
  const [shiftX, shiftY, zoom] = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const backwards = fromHandle.type === 'target';
  const down = useDrawing().direction === 'down';
  const [start, end] = [portPoint(down, fromX, fromY, 0), portPoint(down, toX, toY, 0)];
  const line = backwards ? wireLine(end, start) : wireLine(start, end);

  if (toNode === null || connectionStatus === null) return <path className={styles['refused']} d={strandPath(line, 0, 0, down)} />;
  const wire = backwards ? { from: toNode.id, to: fromNode.id } : { from: fromNode.id, to: toNode.id };
  if (connectionStatus === 'valid') {
    const [leaving, arriving] = [analysis.tasks.get(wire.from), analysis.tasks.get(wire.to)];
    const strands = wireStrands(tasks.map((task) => task.id), strandStyles, leaving ?? [], arriving ?? []);
    return <StrandPaths line={line} down={down} strands={strands} tasks={tasks} selected={false} />;
  }
  const checked = check(wire);
  // React Flow gives the pointer in pixels of the pane; the reason stands beside it, within the
  // pane, in the size of the page's text.
  const left = Math.min(pointer.x + 16, width - reasonSize.width - 8);
  const top = pointer.y + 16 + reasonSize.height > height ? pointer.y - 16 - reasonSize.height : pointer.y + 16;
  const corner = { x: (left - shiftX) / zoom, y: (top - shiftY) / zoom };
  return (
    <>
      <path className={styles['refused']} d={strandPath(line, 0, 0, down)} />
      {!checked.ok && (
        <foreignObject
          className={styles['beside']}
          width={reasonSize.width}
          height={reasonSize.height}
          transform={`translate(${corner.x} ${corner.y}) scale(${1 / zoom})`}
        >
          <div className={styles['reason']} role="status">
            {words.refusal(checked.error, wire.to)}
          </div>
        </foreignObject>
      )}
    </>
  );
}
