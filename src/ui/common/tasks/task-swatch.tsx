import { isLightColour, taskBackground } from './task-colours';
import styles from './task-swatch.module.css';

/**
 * A small square in the colour of the task at that place in the list, from 0; the name beside it is
 * the text, so screen readers pass it over.
 */
export function TaskSwatch({ task }: { readonly task: number }) {
  return <span aria-hidden="true" className={styles['swatch']} data-light={isLightColour(task)} style={{ background: taskBackground(task) }} />;
}
