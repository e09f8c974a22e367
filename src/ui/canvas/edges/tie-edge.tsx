import { useInternalNode, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { useText } from '../../common/texts/use-text';
import type { LayerNode, TieEdge } from '../flow-graph';
import { useNetworkView } from '../network-view';
import styles from './strands.module.css';
import type { Box } from '../../../lib/box';
import { tiePath, tieText } from './tie-path';

/** A tie between twin layers: a dashed line of no task's colour with its λ. */
export default memo(function TieEdgeView({ source, target, data, selected = false }: EdgeProps<TieEdge>) {
  const { format } = useText();
  const { analysis } = useNetworkView();
  const [one, other] = [useBox(source), useBox(target)];
  // Only shared layers have a badge.
  const isShared = (layer: string) => (analysis.tasks.get(layer)?.length ?? 0) > 1;
  if (one === undefined || other === undefined || data === undefined) return null;
  const { path, x, y, anchor } = tiePath(one, other, isShared(one.y > other.y ? source : target));
  return (
    <>
      <path className={styles['tie']} d={path} data-selected={selected} />
      <text className={styles['strength']} x={x} y={y} textAnchor={anchor}>
        {tieText(data.tie, format)}
      </text>
      <path className={styles['hit']} d={path} />
    </>
  );
});

function useBox(id: string): Box | undefined {
  const node = useInternalNode<LayerNode>(id);
  if (node === undefined) return undefined;
  const { width = 0, height = 0 } = node.measured;
  return { ...node.internals.positionAbsolute, width, height };
}
