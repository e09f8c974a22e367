import { longestInterval } from '../../state/view/view-slice';
import { useApp } from '../common/app-store';
import { HelpTerm } from '../widgets/popups/help';
import { NumberField } from '../widgets/number-field';
import { Select } from '../widgets/select';
import { useNetworkText } from '../common/texts/use-network-text';
import { useText } from '../common/texts/use-text';
import { useUnits } from '../common/texts/use-units';
import styles from './charts.module.css';

interface PairControlsProps {
  /**
   * The layers that were measured, and the chosen one; undefined for all shared weights together.
   */
  readonly layers: readonly string[];
  readonly layer: string | undefined;
  readonly onLayer: (layer: string | undefined) => void;
}

/** At which layer each two tasks are compared, and how often that is measured. */
export function PairControls({ layers, layer, onLayer }: PairControlsProps) {
  const { t, format } = useText();
  const network = useNetworkText();
  const units = useUnits();
  const every = useApp((state) => state.view.conflictEvery);
  const setEvery = useApp((state) => state.view.setConflictEvery);
  return (
    <>
      <label className={styles['choice']}>
        {t('curves.layer')}
        <Select
          value={layer ?? ''}
          disabled={layers.length === 0}
          options={[{ value: '', label: t('curves.allLayers') }, ...layers.map((one) => ({ value: one, label: network.name(one) }))]}
          onChange={(chosen) => onLayer(chosen === '' ? undefined : chosen)}
        />
      </label>
      <span className={styles['choice']}>
        <HelpTerm text={{ about: t('curves.every.about') }}>{t('curves.every')}</HelpTerm>
        <NumberField
          className={styles['every']}
          label={t('curves.every')}
          value={every}
          range={{ min: 0, max: longestInterval, integer: true, log: true }}
          show={format.integer}
          unit={units('steps', every)}
          onCommit={setEvery}
        />
      </span>
    </>
  );
}
