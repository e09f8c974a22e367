import { useEffect, useId, useRef, useState } from 'react';
import type { HandedFile } from '../../../../protocol/import-messages';
import { useText } from '../../../common/texts/use-text';
import { classNames } from '../../../widgets/class-names';
import { Button } from '../../../widgets/button';
import { pickedFiles, transferredFiles } from './handed-files';
import styles from './importing.module.css';

/** Takes files by drop, by the browser's pickers, or pasted. */
export function ChooseFiles({ onFiles }: { readonly onFiles: (files: readonly HandedFile[]) => void }) {
  const { t } = useText();
  const [isOver, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const formats = useId();
  const take = useRef(onFiles);
  useEffect(() => {
    take.current = onFiles;
    const pasted = (event: ClipboardEvent) => {
      if (event.clipboardData === null || event.clipboardData.files.length === 0) return;
      event.preventDefault();
      void transferredFiles(event.clipboardData).then((handed) => take.current(handed));
    };
    document.addEventListener('paste', pasted);
    return () => document.removeEventListener('paste', pasted);
  }, [onFiles]);
  return (
    <div
      className={classNames(styles['drop'], isOver && styles['over'])}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void transferredFiles(event.dataTransfer).then(onFiles);
      }}
    >
      <p className={styles['lead']}>{t('importing.drop')}</p>
      <div className={styles['buttons']}>
        <Button look="primary" aria-describedby={formats} onClick={() => files.current?.click()}>
          {t('importing.files')}
        </Button>
        <Button aria-describedby={formats} onClick={() => folder.current?.click()}>
          {t('importing.folder')}
        </Button>
      </div>
      <input ref={files} type="file" multiple hidden data-testid="import-files" onChange={(event) => onFiles(pickedFiles(event.target.files ?? []))} />
      <input
        ref={(input) => {
          folder.current = input;
          // React has no name for it.
          input?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        hidden
        onChange={(event) => onFiles(pickedFiles(event.target.files ?? []))}
      />
      <p id={formats} className={styles['soft']}>
        {t('importing.formats')}
      </p>
      <p className={styles['soft']}>{t('importing.lead')}</p>
    </div>
  );
}
