import type { NotedSteps } from '../../protocol/metrics';
import styles from './run-notes.module.css';
import { useText } from './texts/use-text';

/**
 * What is to be said of steps of a run: one line for each kind of note, with how often and when.
 */
export function RunNotes({ notes }: { notes: readonly NotedSteps[] }) {
  const { t, code, format } = useText();
  if (notes.length === 0) return null;
  return (
    <ul className={styles['notes']} aria-label={t('curves.notes.about')}>
      {notes.map(({ note, count, first, last }) => {
        const params = { count: format.integer(count), first: format.integer(first), last: format.integer(last) };
        return (
          <li key={note} title={code('notes', `${note}.advice`)}>
            {code('notes', note, params)}
          </li>
        );
      })}
    </ul>
  );
}
