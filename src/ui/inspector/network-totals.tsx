import { memoryOf } from '../../experiment/context';
import { useApp } from '../common/app-store';
import { Section } from '../widgets/section';
import { useAnalysis } from '../common/use-analysis';
import { useText } from '../common/texts/use-text';
import { Agreement } from './agreement';
import styles from './layer-inspector.module.css';

/** The network as a whole: whether the tasks agree on what they share, and how large it is. */
export function NetworkTotals() {
  const { t, format } = useText();
  const analysis = useAnalysis();
  const { order, tasks, parameterCounts, parameterTotal, runnable } = analysis;
  const memory = useApp((state) => memoryOf(state.document.experiment, analysis).needed);
  const shared = order.filter((id) => (tasks.get(id)?.length ?? 0) > 1);
  const sharedParameters = shared.reduce((sum, id) => sum + (parameterCounts.get(id) ?? 0), 0);
  const share = parameterTotal === 0 ? 0 : sharedParameters / parameterTotal;
  const numbers = [
    t('canvas.totals-parameters', { parameters: format.integer(parameterTotal), share: format.percent(share, 0) }),
    t('canvas.totals-memory', { memory: format.bytes(memory) }),
  ];
  return (
    <>
      {shared.length > 0 && <Agreement />}
      <Section title={t('canvas.totals')}>
        <p className={styles['totals']}>{t('canvas.totals-layers', { layers: format.integer(order.length), shared: format.integer(shared.length) })}</p>
        {/* What a network that is not whole will come to is not known. */}
        <p className={styles['totals']}>{runnable ? numbers.join(' ') : t('canvas.totals-faulty')}</p>
        <p className={styles['totals']}>{t('canvas.nothing-selected')}</p>
      </Section>
    </>
  );
}
