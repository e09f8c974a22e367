import { useId, type ReactNode } from 'react';
import styles from './section.module.css';

/** A part of a side panel under its heading. */
export function Section({ title, english, children }: { title: string; english?: string | undefined; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <h2 id={id} className={styles['title']} {...(english === undefined || english === title ? {} : { title: english })}>
        {title}
      </h2>
      {children}
    </section>
  );
}
