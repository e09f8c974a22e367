import { useEffect, useRef } from 'react';
import { Button } from '../../widgets/button';
import { Dialog } from '../../common/dialog';
import { useText } from '../../common/texts/use-text';
import { chatLimit } from './chat-limit';
import styles from './share.module.css';

interface LinkDialogProps {
  readonly address: string;
  /** True where the browser gave no clipboard. */
  readonly refused: boolean;
  readonly onClose: () => void;
}

/** The link in a field to copy from. */
export default function LinkDialog({ address, refused, onClose }: LinkDialogProps) {
  const { t, format } = useText();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <Dialog title={t('sharing.title')} onClose={onClose}>
      {refused ? <p className={styles['text']}>{window.isSecureContext ? t('sharing.noClipboard') : t('sharing.insecure')}</p> : undefined}
      <textarea
        ref={field}
        readOnly
        className={styles['link']}
        rows={5}
        aria-label={t('sharing.link')}
        value={address}
        onFocus={(event) => event.target.select()}
      />
      <p className={styles['text']}>
        {t('sharing.length', { characters: format.integer(address.length) })}
        {address.length > chatLimit ? ` ${t('sharing.long')}` : ''}
      </p>
      <Button onClick={() => field.current?.focus()}>{t('sharing.select')}</Button>
    </Dialog>
  );
}
