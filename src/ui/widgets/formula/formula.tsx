import { formulaMarkup } from './formula-markup';
import styles from './formula.module.css';

/** A formula as the catalogues write it, set as one is used to. */
export function Formula({ text }: { readonly text: string }) {
  return <span className={styles['formula']}>{formulaMarkup(text)}</span>;
}
