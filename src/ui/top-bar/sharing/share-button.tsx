import { useState } from 'react';
import { useAppStore } from '../../common/app-store';
import { Button } from '../../widgets/button';
import { ariaKeys } from '../../common/shortcuts';
import { useText } from '../../common/texts/use-text';
import { chatLimit } from './chat-limit';
import { LinkDialog } from '../late-dialogs';
import styles from './share.module.css';

/**
 * Copying the link: `share` does it, and where the browser gives no clipboard `dialog` shows the
 * link in a field to copy from. `link` makes the address.
 */
export function useShare(link: () => string) {
  const store = useAppStore();
  const { t, format } = useText();
  const [shown, setShown] = useState<string>();
  const share = async () => {
    const address = link();
    const characters = format.integer(address.length);
    try {
      await navigator.clipboard.writeText(address);
      const long = address.length > chatLimit;
      store.getState().view.setNotice(long ? t('sharing.copiedLong', { characters }) : t('sharing.copied', { characters }));
    } catch {
      // No clipboard on plain http, and none where the permission is refused.
      setShown(address);
    }
  };
  const dialog = shown === undefined ? undefined : <LinkDialog address={shown} onClose={() => setShown(undefined)} />;
  return { share, dialog };
}

/** The button that copies the link. */
export function ShareButton({ onShare }: { onShare: () => void }) {
  const { t } = useText();
  return (
    <Button className={styles['share']} title={t('sharing.about')} aria-keyshortcuts={ariaKeys('share')} onClick={onShare}>
      {t('sharing.share')}
    </Button>
  );
}
