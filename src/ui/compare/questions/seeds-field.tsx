import { HelpTerm } from '../../widgets/popups/help';
import { NumberField } from '../../widgets/number-field';
import { useText } from '../../common/texts/use-text';
import styles from './forms.module.css';

interface SeedsFieldProps {
  readonly value: number;
  /** Fewest and most. */
  readonly range: readonly [number, number];
  readonly onCommit: (count: number) => void;
}

/** How many seeds everything is repeated with. */
export function SeedsField({ value, range: [min, max], onCommit }: SeedsFieldProps) {
  const { t, format } = useText();
  return (
    <span className={styles['choice']}>
      <HelpTerm text={{ about: t('studies.seeds.about') }}>{t('studies.seeds')}</HelpTerm>
      <NumberField label={t('studies.seeds')} value={value} range={{ min, max, integer: true }} show={format.integer} onCommit={onCommit} className={styles['seeds']} />
    </span>
  );
}
