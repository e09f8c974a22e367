import { useEffect, useRef } from 'react';
import type { EditRefusal } from '../../../experiment/edits/refusal';
import { useApp, useAppStore } from '../../common/app-store';
import { useNetworkText } from '../../common/texts/use-network-text';
import { useText } from '../../common/texts/use-text';

/**
 * Says on the status line why an edit was not made: there it moves nothing, and a drawer does not
 * hide it.
 */
export function useRefusalNotice(): void {
  const { t } = useText();
  const { refusal: words } = useNetworkText();
  const store = useAppStore();
  const refusal = useApp((state) => state.document.refusal);
  // Said once, in the language of that moment.
  const told = useRef<EditRefusal>(undefined);
  useEffect(() => {
    if (refusal === told.current) return;
    told.current = refusal;
    if (refusal !== undefined) store.getState().view.setNotice(t('common.refused', { reason: words(refusal) }));
  }, [refusal, store, t, words]);
}
