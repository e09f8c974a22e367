import { useStore, useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { useAppStore } from '../../../common/app-store';
import type { NetworkTexts } from '../../../common/texts/use-network-text';
import { useText } from '../../../common/texts/use-text';
import type { Connect } from '../../network-view';
import { partAt } from '../subject-of';

/**
 * Connecting by two taps or clicks: on a port, then on the other layer, wherever on it. A notice says
 * so; Escape, the same layer again or the empty canvas ends it.
 */
export function useTapConnect(canvas: HTMLElement | null, words: NetworkTexts, connect: Connect): void {
  const store = useAppStore();
  const { t } = useText();
  const flowStore = useStoreApi();
  const begun = useStore((state) => state.connectionClickStartHandle);

  useEffect(() => {
    if (canvas === null || begun === null) return undefined;
    const { nodeId, type } = begun;
    const text = t(type === 'source' ? 'hands.choose-target' : 'hands.choose-source', { layer: words.name(nodeId) });
    store.getState().view.setNotice(text);
    const end = () => flowStore.setState({ connectionClickStartHandle: null });
    const click = (event: MouseEvent) => {
      if (!(event.target instanceof Element)) return;
      const { layer } = partAt(event.target);
      if (layer === undefined) return;
      event.stopPropagation();
      end();
      store.getState().view.dismissNotice();
      if (layer !== nodeId) connect(type === 'source' ? { from: nodeId, to: layer } : { from: layer, to: nodeId });
    };
    const key = (event: KeyboardEvent) => event.key === 'Escape' && end();
    canvas.addEventListener('click', click, true);
    window.addEventListener('keydown', key, true);
    return () => {
      canvas.removeEventListener('click', click, true);
      window.removeEventListener('keydown', key, true);
    };
  }, [canvas, begun, store, flowStore, t, words, connect]);
}
