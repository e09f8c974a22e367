import { useCallback, useEffect, type ReactNode } from 'react';
import { useApp, useAppStore } from '../../common/app-store';
import { useText } from '../../common/texts/use-text';
import { Button } from '../../widgets/button';
import styles from './looking-back.module.css';
import { useEscape } from './use-escape';

/**
 * Says which step is looked back to, and leads back to now: by its button, by Escape, and by itself
 * as soon as training goes on or another run begins.
 */
export function LookingBack({ children }: { readonly children?: ReactNode }) {
  const { t, format } = useText();
  const store = useAppStore();
  const atStep = useApp((state) => state.view.atStep);
  const lookBack = useApp((state) => state.view.lookBack);
  useEffect(
    () =>
      store.subscribe(({ session, view }, { session: old }) => {
        if (view.atStep === undefined || session === old) return;
        const begins = session.phase === 'running' && old.phase !== 'running';
        if (begins || session.runs.at(-1)?.id !== old.runs.at(-1)?.id) view.lookBack(undefined);
      }),
    [store],
  );
  const now = useCallback(() => lookBack(undefined), [lookBack]);
  useEscape(atStep !== undefined, now);
  return (
    <div className={styles['place']} role="status">
      {children}
      {atStep === undefined ? undefined : (
        <div className={styles['sign']}>
          {t('curves.lookBack', { step: format.integer(atStep) })}
          <Button className={styles['now']} title={t('curves.lookBack.key')} onClick={now}>
            {t('curves.lookBack.now')} <kbd>Esc</kbd>
          </Button>
        </div>
      )}
    </div>
  );
}
