import type { ReactNode } from 'react';
import { useText } from '../common/texts/use-text';
import type { Found } from './use-finding';
import styles from './inside-panel.module.css';

interface PartProps<Value> {
  readonly title: ReactNode;
  readonly found: Found<Value>;
  readonly children: (value: Value) => ReactNode;
}

/** One thing to see of a layer under its name; where there is nothing yet, why. */
export function Part<Value extends { readonly step: number }>({ title, found, children }: PartProps<Value>) {
  const { t, code, format } = useText();
  const known = found.kind === 'known' ? found.value : undefined;
  return (
    <section className={styles['part']}>
      <h3>
        {title} <span className={styles['soft']}>{known === undefined ? '' : t('inside.at', { step: format.integer(known.step) })}</span>
      </h3>
      {known !== undefined ? children(known) : undefined}
      {found.kind === 'failed' ? <p role="alert">{t('inside.failed', { problem: code('problems', found.problem.code, found.problem.params) })}</p> : undefined}
      {found.kind === 'loading' ? <p className={styles['soft']}>{t('common.loading')}</p> : undefined}
      {found.kind === 'empty' || found.kind === 'changed' ? <p className={styles['soft']}>{t(`inside.${found.kind}`)}</p> : undefined}
    </section>
  );
}
