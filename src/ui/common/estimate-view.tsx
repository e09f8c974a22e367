import type { Estimate } from '../../domain/metrics/interval';
import type { Range } from '../../domain/metrics/range';
import { useText } from './use-text';
import styles from './estimate-view.module.css';

interface EstimateViewProps {
  readonly estimate: Estimate;
  readonly text: (value: number) => string;
  /** Where the figure can be: of an interval that reaches beyond, the part within is shown, and the whole on hover. */
  readonly range?: Range | undefined;
}

/** A mean, and below it its 95 % interval where there is one. */
export function EstimateView({ estimate: { mean, interval }, text, range }: EstimateViewProps) {
  return (
    <span className={styles['estimate']}>
      <span className={styles['mean']}>{text(mean)}</span>
      {interval === undefined ? undefined : <Interval whole={interval} text={text} range={range} />}
    </span>
  );
}

function Interval({ whole, text, range }: { whole: Range; text: (value: number) => string; range: Range | undefined }) {
  const { t } = useText();
  const texts = ({ low, high }: Range) => ({ low: text(low), high: text(high) });
  const shown = range === undefined ? whole : { low: Math.max(whole.low, range.low), high: Math.min(whole.high, range.high) };
  const isWhole = shown.low === whole.low && shown.high === whole.high;
  return (
    <span className={styles['interval']} title={isWhole ? undefined : t('studies.interval.part', texts(whole))}>
      {t('studies.interval', texts(shown))}
    </span>
  );
}
