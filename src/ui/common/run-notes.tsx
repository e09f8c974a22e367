import type { NotedSteps } from '../../protocol/metrics';
import { useApp } from './app-store';
import styles from './run-notes.module.css';
import { useText } from './use-text';

const none: readonly NotedSteps[] = [];

/** What the balancing method had to say of steps of the run on the desk: one line for each kind of note, with how often and when. */
export function RunNotes() {
  const { t, code, format } = useText();
  const notes = useApp((state) => state.session.runs.at(-1)?.series.notes ?? none);
  if (notes.length === 0) return null;
  return (
    <ul className={styles['notes']} aria-label={t('balancing.notes')}>
      {notes.map(({ note, count, first, last }) => {
        const figures = { count: format.integer(count), first: format.integer(first), last: format.integer(last) };
        return (
          <li key={note} title={code('problems', `${note}.advice`)}>
            {code('problems', note, figures)}
          </li>
        );
      })}
    </ul>
  );
}
