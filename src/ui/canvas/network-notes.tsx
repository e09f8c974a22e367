import { lazy } from 'react';
import type { NetworkFault } from '../../domain/network/analysis';
import { useApp, useAppStore } from '../common/app-store';
import { Button } from '../widgets/button';
import { Late } from '../widgets/late';
import { StatusLine } from '../common/status-line';
import { useAnalysis } from '../common/use-analysis';
import { useNetworkText } from '../common/texts/use-network-text';
import { useText } from '../common/texts/use-text';
import styles from './network-pane.module.css';

const LastChange = lazy(() => import('./last-change'));

/**
 * Below the canvas: what is wrong with the network as a whole, what was just done, and what that
 * did or, before any change, what strands are.
 */
export function NetworkNotes() {
  const { t } = useText();
  const { faults } = useAnalysis();
  const changed = useApp((state) => state.document.past.length > 0);
  const whole = faults.filter((fault) => fault.layer === undefined);
  return (
    <div className={styles['notes']}>
      <div role="status" className={styles['faults']}>
        {whole.map((fault) => (
          <WholeFault key={`${fault.code} ${String(fault.params['task'])}`} fault={fault} />
        ))}
      </div>
      <StatusLine />
      <p role="status" className={styles['sentence']}>
        {changed ? (
          <Late fallback={t('canvas.strands')}>
            <LastChange />
          </Late>
        ) : (
          t('canvas.strands')
        )}
      </p>
      <a className={styles['attribution']} href="https://reactflow.dev" target="_blank" rel="noreferrer">
        React Flow
      </a>
    </div>
  );
}

function WholeFault({ fault }: { readonly fault: NetworkFault }) {
  const { t } = useText();
  const words = useNetworkText();
  const store = useAppStore();
  return (
    <p className={styles['fault']}>
      {words.fault(fault)}
      {fault.code === 'task-without-head' && (
        <Button onClick={() => store.getState().document.execute('layer.add', { kind: 'head' })}>{t('canvas.add-head')}</Button>
      )}
    </p>
  );
}
