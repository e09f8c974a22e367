import type { NotedSteps } from '../../protocol/metrics';
import { useApp } from '../common/app-store';
import { PopupButton } from '../widgets/popups/popup';
import { RunNotes } from '../common/run-notes';
import { useText } from '../common/texts/use-text';
import styles from './notes-button.module.css';

const none: readonly NotedSteps[] = [];

/**
 * How many kinds of notes there are on the run's steps, and behind it the notes. Always there, so
 * that nothing moves when one comes.
 */
export function NotesButton() {
  const { t, format } = useText();
  const notes = useApp((state) => state.session.runs.at(-1)?.series.notes ?? none);
  const count = notes.length;
  return (
    <PopupButton
      look="quiet"
      align="end"
      face={t('curves.notes', { count: format.integer(count) })}
      popupLabel={t('curves.notes.about')}
      title={t('curves.notes.about')}
      popupProps={{ className: styles['popup'] }}
    >
      {() => (
        <>
          <p className={styles['about']}>{t(count === 0 ? 'curves.notes.none' : 'curves.notes.about')}</p>
          <RunNotes notes={notes} />
        </>
      )}
    </PopupButton>
  );
}
