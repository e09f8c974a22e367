import type { NetworkFault } from '../../domain/network/analysis';
import { useAppStore } from '../common/app-store';
import { Button } from '../widgets/button';
import { StatusLine } from '../common/status-line';
import { useAnalysis } from '../common/use-analysis';
import { useNetworkText } from '../common/texts/use-network-text';
import { useText } from '../common/texts/use-text';
import styles from './network-pane.module.css';

/**
 * Below the canvas: what is wrong with the network as a whole, what was just done, and what strands
 * are.
 */
export function NetworkNotes() {
  const { t } = useText();
  const { faults } = useAnalysis();
  const whole = faults.filter((fault) => fault.layer === undefined);
  return (
    <div className={styles['notes']}>
      <div role="status" className={styles['faults']}>
        {whole.map((fault) => (
          <WholeFault key={`${fault.code} ${String(fault.params['task'])}`} fault={fault} />
        ))}
      </div>
      <StatusLine />
      <p className={styles['sentence']}>{t('canvas.strands')}</p>
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
