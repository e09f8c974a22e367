import { useState } from 'react';
import { Button } from '../../widgets/button';
import { useApp } from '../app-store';
import { useText } from '../texts/use-text';
import { latexOf, markdownOf, type TextTable } from './table-text';
import styles from './copy-buttons.module.css';

const formats = { markdown: markdownOf, latex: latexOf } as const;

/**
 * Buttons that copy a table as text. Where the browser gives no clipboard, the text stands below
 * them to be copied by hand.
 */
export function CopyButtons({ table }: { table: () => TextTable | undefined }) {
  const { t } = useText();
  const setNotice = useApp((state) => state.view.setNotice);
  const [byHand, setByHand] = useState<string>();
  const copy = async (format: keyof typeof formats) => {
    const found = table();
    if (found === undefined) return;
    const text = formats[format](found);
    try {
      await navigator.clipboard.writeText(text);
      setByHand(undefined);
      setNotice(t(`studies.copied.${format}`));
    } catch {
      // No clipboard on plain http, and none where the permission is refused.
      setByHand(text);
    }
  };
  return (
    <>
      <div className={styles['buttons']}>
        <Button look="quiet" onClick={() => void copy('markdown')}>
          {t('studies.copy.markdown')}
        </Button>
        <Button look="quiet" onClick={() => void copy('latex')}>
          {t('studies.copy.latex')}
        </Button>
      </div>
      {byHand === undefined ? undefined : <textarea readOnly aria-label={t('studies.copy.byHand')} className={styles['text']} value={byHand} onFocus={(event) => event.target.select()} />}
    </>
  );
}
