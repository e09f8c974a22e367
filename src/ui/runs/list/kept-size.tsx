import { keptLimits } from '../../../state/library/limits';
import { useApp } from '../../common/app-store';
import { HelpTerm } from '../../widgets/popups/help';
import { useText } from '../../common/texts/use-text';
import styles from '../runs-panel.module.css';

/** How much is kept of how much, and what goes first; says so where the list could not be read. */
export function KeptSize() {
  const { t, format } = useText();
  const list = useApp((state) => state.library.list);
  const stale = useApp((state) => state.library.stale);
  if (list === undefined && !stale) return undefined;
  const runs = (list?.runs ?? []).reduce((count, { copies }) => count + 1 + copies.length, 0);
  const limits = { most: format.integer(keptLimits.runs), limit: format.bytes(keptLimits.bytes) };
  return (
    <p className={styles['soft']}>
      {list === undefined ? undefined : (
        <HelpTerm text={{ about: t('runs.kept.about', limits) }}>
          {t('runs.kept', { ...limits, runs: format.integer(runs), bytes: format.bytes(list.bytes) })}
        </HelpTerm>
      )}{' '}
      {stale ? t('runs.kept.stale') : undefined}
    </p>
  );
}
