import { taskBackground } from '../tasks/task-colours';
import styles from './share-bar.module.css';

/** A probability from 0 to 1 as a bar in its task's colour; paler for all but the first of several. */
export function ShareBar({ share, colour, isFirst }: { readonly share: number; readonly colour: number; readonly isFirst: boolean }) {
  return (
    <span className={styles['bar']} aria-hidden>
      <span data-first={isFirst} style={{ width: `${100 * Math.min(1, Math.max(0, share))}%`, background: taskBackground(colour) }} />
    </span>
  );
}
