import { NumberField } from '../../widgets/number-field';
import { useText } from '../../common/texts/use-text';
import styles from './forms.module.css';

interface NumberLineProps {
  readonly label: string;
  readonly value: number;
  /** Smallest and largest whole number. */
  readonly range: readonly [number, number];
  readonly onCommit: (value: number) => void;
}

/** A whole number of a form, with what it can be. */
export function NumberLine({ label, value, range: [min, max], onCommit }: NumberLineProps) {
  const { t, format } = useText();
  return (
    <div className={styles['line']}>
      <span>{label}</span>
      <span className={styles['number']}>
        <NumberField label={label} value={value} range={{ min, max, integer: true }} show={format.integer} onCommit={onCommit} className={styles['short']} />
        <span className={styles['soft']}>{t('studies.interval', { low: format.integer(min), high: format.integer(max) })}</span>
      </span>
    </div>
  );
}
