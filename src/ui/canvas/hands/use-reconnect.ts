import type { Connection, FinalConnectionState } from '@xyflow/react';
import { useCallback, useState } from 'react';
import type { Wire } from '../../../domain/network/network';
import { useAppStore } from '../../common/app-store';
import { wireKey } from '../../common/selection-keys';
import type { NetworkTexts } from '../../common/texts/use-network-text';
import { useText } from '../../common/texts/use-text';
import type { CanvasEdge } from '../flow-graph';

/**
 * Dragging an end of a wire: over another layer it goes there, in the void the wire is taken away,
 * over a layer that cannot take it nothing happens.
 */
export function useReconnect(words: NetworkTexts) {
  const store = useAppStore();
  const { t } = useText();
  const [moved, setMoved] = useState<Wire>();

  const onReconnectStart = useCallback((_event: unknown, edge: CanvasEdge) => setMoved(wireOf(edge)), []);
  const onReconnect = useCallback(
    (edge: CanvasEdge, { source, target }: Connection) => {
      const { document, view } = store.getState();
      const to = { from: source, to: target };
      document.execute('wire.move', { wire: wireOf(edge), to });
      view.select([], [wireKey(to)]);
    },
    [store],
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
