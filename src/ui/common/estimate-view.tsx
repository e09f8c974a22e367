import type { Estimate } from '../../domain/metrics/interval';
import { useText } from './use-text';
import styles from './estimate-view.module.css';

/** A mean, and below it its 95 % interval where there is one. */
export function EstimateView({ estimate, text }: { estimate: Estimate; text: (value: number) => string }) {
  const { t } = useText();
  const { mean, interval } = estimate;
  return (
    <span className={styles['estimate']}>
      <span className={styles['mean']}>{text(mean)}</span>
      {interval === undefined ? undefined : (
        <span className={styles['interval']}>{t('studies.interval', { low: text(interval.low), high: text(interval.high) })}</span>
      )}
    </span>
  );
}
