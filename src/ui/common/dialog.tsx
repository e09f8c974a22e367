import { useEffect, useId, useRef, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { Button } from '../widgets/button';
import { useText } from './texts/use-text';
import styles from './dialog.module.css';

/**
 * A modal dialog, opened by being there: the browser keeps the focus in it, Escape or a press
 * beside it closes it.
 */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const { t } = useText();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      className={styles['dialog']}
      onClose={onClose}
      // The dialog's own box is its backdrop and frame; everything inside lies in the div.
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      <div className={styles['body']}>
        <header className={styles['header']}>
          <h2 id={heading} className={styles['title']}>
            {title}
          </h2>
          <Button look="quiet" square aria-label={t('common.close')} onClick={() => dialog.current?.close()}>
            <X size={16} aria-hidden />
          </Button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
