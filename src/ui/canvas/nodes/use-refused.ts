import { useConnection, useStore } from '@xyflow/react';
import { useNetworkView } from '../network-view';

/** True while a wire is dragged, or was begun by a tap, that this layer or box could not take. */
export function useRefused(id: string): boolean {
  const { check } = useNetworkView();
  const drawing = useConnection(({ inProgress, fromNode, fromHandle }) => (inProgress ? `${fromNode.id}>${fromHandle.type}` : ''));
  const tapped = useStore(({ connectionClickStartHandle: port }) => (port === null ? '' : `${port.nodeId}>${port.type}`));
  const [other, end] = (drawing === '' ? tapped : drawing).split('>');
  if (other === undefined || end === undefined || other === id) return false;
  return !check(end === 'source' ? { from: other, to: id } : { from: id, to: other }).ok;
}
