import { Formula } from '../formula/formula';
import styles from './help.module.css';
import type { HelpText } from './help-text';

/** A help text: the term in English, what it means, its formula, what a change does, the paper. */
export function HelpContent({ text }: { readonly text: HelpText }) {
  return (
    <>
      {text.english === undefined ? undefined : <strong lang="en">{text.english}</strong>}
      <span className={styles['about']}>{text.about}</span>
      {text.formula === undefined || text.formula === '' ? undefined : (
        <span className={styles['formula']}>
          <Formula text={text.formula} />
        </span>
      )}
      {text.note === undefined ? undefined : <span className={styles['note']}>{text.note}</span>}
      {text.reference === undefined || text.reference === '' ? undefined : <cite className={styles['note']}>{text.reference}</cite>}
    </>
  );
}
