import { memoryOf } from '../../experiment/context';
import { useApp } from '../common/app-store';
import { Section } from '../widgets/section';
import { useAnalysis } from '../common/use-analysis';
import { useText } from '../common/texts/use-text';
import styles from './layer-inspector.module.css';
import { ConflictMatrix } from './conflict-matrix';

/** The network as a whole: how much of it is shared. */
export function NetworkTotals() {
  const { t, format } = useText();
  const analysis = useAnalysis();
  const { order, tasks, parameterCounts, parameterTotal, runnable } = analysis;
  const memory = useApp((state) => memoryOf(state.document.experiment, analysis).needed);
  const shared = order.filter((id) => (tasks.get(id)?.length ?? 0) > 1);
  const sharedParameters = shared.reduce((sum, id) => sum + (parameterCounts.get(id) ?? 0), 0);
  const part = parameterTotal === 0 ? '' : ` (${format.percent(sharedParameters / parameterTotal, 0)})`;
  const rows = [
    [t('canvas.total-layers'), format.integer(order.length)],
    [t('canvas.total-shared'), format.integer(shared.length)],
    [t('canvas.total-parameters'), format.integer(parameterTotal)],
    [t('canvas.total-shared-parameters'), `${format.integer(sharedParameters)}${part}`],
    [t('canvas.total-memory'), format.bytes(memory)],
  ];
  return (
    <>
      <Section title={t('canvas.totals')}>
        <dl className={styles['facts']}>
          {rows.map(([name, value], index) => (
            <div key={index < 2 ? `layers ${name}` : `parameters ${name}`}>
              <dt>{name}</dt>
              {/* What a network that is not whole will come to is not known. */}
              <dd>{runnable ? value : '–'}</dd>
            </div>
          ))}
        </dl>
        <p className={styles['hint']}>{t('canvas.nothing-selected')}</p>
      </Section>
      {shared.length > 0 && <ConflictMatrix layer={undefined} />}
    </>
  );
}
