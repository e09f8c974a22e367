import type { Connection, FinalConnectionState } from '@xyflow/react';
import { useCallback, useState, type RefObject } from 'react';
import type { Wire } from '../../../../domain/network/network';
import { useAppStore } from '../../../common/app-store';
import type { NetworkTexts } from '../../../common/texts/use-network-text';
import { useText } from '../../../common/texts/use-text';
import type { CanvasEdge } from '../../flow-graph';
import type { Connect } from '../../network-view';

/**
 * Dragging an end of a wire: over another layer it goes there, in the void the wire is taken away,
 * over a layer that cannot take it nothing happens.
 */
export function useReconnect(words: NetworkTexts, connect: RefObject<Connect | undefined>) {
  const store = useAppStore();
  const { t } = useText();
  const [moved, setMoved] = useState<Wire>();

  const onReconnectStart = useCallback((_event: unknown, edge: CanvasEdge) => setMoved(wireOf(edge)), []);
  const onReconnect = useCallback(
    (edge: CanvasEdge, { source, target }: Connection) => connect.current?.({ from: source, to: target }, wireOf(edge)),
    [connect],
  );
  const onReconnectEnd = useCallback(
    (_event: unknown, edge: CanvasEdge, _end: unknown, { toNode }: FinalConnectionState) => {
      setMoved(undefined);
      if (toNode !== null) return;
      const { document, view } = store.getState();
      const wire = wireOf(edge);
      view.select([]);
      document.execute('wire.remove', { wires: [wire] });
      view.setNotice(t('hands.wire-removed', { from: words.name(wire.from), to: words.name(wire.to) }), () => store.getState().document.undo());
    },
    [store, t, words],
  );
  return { moved, onReconnectStart, onReconnect, onReconnectEnd };
}

function wireOf({ source, target }: CanvasEdge): Wire {
  return { from: source, to: target };
}
