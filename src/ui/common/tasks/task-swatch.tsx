import { isLightColour, taskBackground } from './task-colours';
import styles from './task-swatch.module.css';

/**
 * A small square in a task's colour; the name beside it is the text, so screen readers pass it
 * over.
 */
export function TaskSwatch({ colour }: { readonly colour: number }) {
  return <span aria-hidden="true" className={styles['swatch']} data-colour={colour} data-task={colour} data-light={isLightColour(colour)} style={{ background: taskBackground(colour) }} />;
}
