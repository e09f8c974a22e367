import type { Estimate } from '../../../domain/metrics/comparing/interval';
import type { Range } from '../../../domain/metrics/metric-kinds';
import { useText } from '../texts/use-text';
import styles from './estimate-view.module.css';

interface EstimateViewProps {
  readonly estimate: Estimate;
  readonly text: (value: number) => string;
  /** The lower end of an interval, where the unit need not stand twice. */
  readonly lowText?: ((value: number) => string) | undefined;
  /**
   * Where the metric can be: of an interval that reaches beyond, the part within is shown, and the
   * whole on hover.
   */
  readonly range?: Range | undefined;
}

/** A mean, and below it its 95 % interval where there is one. */
export function EstimateView({ estimate: { mean, interval }, ...how }: EstimateViewProps) {
  return (
    <span className={styles['estimate']}>
      <span className={styles['mean']}>{how.text(mean)}</span>
      {interval === undefined ? undefined : <Interval whole={interval} {...how} />}
    </span>
  );
}

function Interval({ whole, text, lowText = text, range }: { whole: Range } & Omit<EstimateViewProps, 'estimate'>) {
  const { t } = useText();
  const texts = ({ low, high }: Range) => ({ low: lowText(low), high: text(high) });
  const shown = range === undefined ? whole : { low: Math.max(whole.low, range.low), high: Math.min(whole.high, range.high) };
  const isWhole = shown.low === whole.low && shown.high === whole.high;
  return (
    <span className={styles['interval']} data-copy="aside" title={isWhole ? undefined : t('studies.interval.part', texts(whole))}>
      {t('studies.interval', texts(shown))}
    </span>
  );
}
