import { useMemo } from 'react';
import { translateCode } from '../../../i18n/translate';
import { useApp } from '../../common/app-store';
import { HelpTerm } from '../../widgets/popups/help';
import { matchingRun, methodSince } from '../../common/live-readings';
import { useText } from '../../common/texts/use-text';
import styles from './balancing-section.module.css';

/**
 * How long the update of the shared layers was when that was last measured with the method on the
 * desk; a dash until then.
 */
export function StepLength() {
  const { t, format } = useText();
  const tasks = useApp((state) => state.document.experiment.tasks.length);
  const run = useApp(matchingRun);
  const since = useApp(methodSince);
  const published = useApp((state) => state.session.published);
  const newest = useMemo(() => {
    // The series grows in place; `published` says when it has.
    void published;
    const found = run?.series.newestLength;
    return found !== undefined && since !== undefined && found.step > since ? found : undefined;
  }, [run, since, published]);
  const help = useMemo(() => ({ english: translateCode('en', 'curves', 'length'), about: t('curves.length.about'), formula: t('curves.length.formula') }), [t]);
  if (tasks < 2) return undefined;
  return (
    <p className={styles['note']} data-testid="step-length">
      <HelpTerm text={help}>{t('curves.length')}</HelpTerm>{' '}
      {newest === undefined ? '–' : t('curves.length.at', { length: format.significant(newest.length), step: format.integer(newest.step) })}
    </p>
  );
}
