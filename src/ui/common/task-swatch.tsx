import styles from './task-swatch.module.css';

/** A small square in a task's colour; the name beside it is the text, so screen readers pass it over. */
export function TaskSwatch({ colour, light }: { readonly colour: string; readonly light: boolean }) {
  return <span aria-hidden="true" className={styles['swatch']} data-light={light} style={{ background: colour }} />;
}
