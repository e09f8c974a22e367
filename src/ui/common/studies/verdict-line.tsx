import { lazy } from 'react';
import { useApp } from '../app-store';
import { useText } from '../texts/use-text';
import { Button } from '../../widgets/button';
import { Late } from '../../widgets/late';
import styles from './verdict-line.module.css';

const VerdictSummary = lazy(() => import('./verdict-summary'));

/**
 * What the newest comparison says, in a place that is kept for it; before there is one, what can be
 * asked. Its button opens the tab with the whole answer.
 */
export function VerdictLine() {
  const { t } = useText();
  const newest = useApp((state) => state.studies.studies.findLast(({ plan }) => plan.kind === 'comparison'));
  const ask = useApp((state) => state.view.ask);
  const openPanel = useApp((state) => state.view.openPanel);
  const setDrawer = useApp((state) => state.view.setDrawer);
  const open = () => {
    ask('together', newest?.id);
    openPanel('compare');
    setDrawer('none');
  };
  return (
    <section className={styles['line']} aria-label={t('compare.line')}>
      <div className={styles['head']}>
        <h2 className={styles['title']}>{t('compare.line')}</h2>
        <Button look="quiet" onClick={open}>
          {t(newest === undefined ? 'compare.line.ask' : 'compare.line.more')}
        </Button>
      </div>
      <p className={styles['text']}>
        {newest === undefined ? t('compare.line.before') : <Late><VerdictSummary study={newest} /></Late>}
      </p>
    </section>
  );
}
