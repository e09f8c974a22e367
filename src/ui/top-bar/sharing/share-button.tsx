import { useState } from 'react';
import { ChevronDown } from 'lucide-react';
import { useAppStore } from '../../common/app-store';
import { keyLabel, shortcuts } from '../../common/shortcuts';
import { useText } from '../../common/texts/use-text';
import { MenuButton, MenuItem } from '../../widgets/popups/menu';
import { onMac } from '../on-mac';
import { chatLimit } from './chat-limit';
import { LinkDialog } from '../late-dialogs';
import styles from './share.module.css';

/**
 * Copying the link: `share` does it. `show` opens `dialog` with the link in a field to copy from; so
 * does `share` where the browser gives no clipboard. `link` makes the address.
 */
export function useShare(link: () => string) {
  const store = useAppStore();
  const { t, format } = useText();
  const [shown, setShown] = useState<{ readonly address: string; readonly refused: boolean }>();
  const share = async () => {
    const address = link();
    const characters = format.integer(address.length);
    try {
      await navigator.clipboard.writeText(address);
      const long = address.length > chatLimit;
      store.getState().view.setNotice(long ? t('sharing.copiedLong', { characters }) : t('sharing.copied', { characters }));
    } catch {
      // No clipboard on plain http, and none where the permission is refused.
      setShown({ address, refused: true });
    }
  };
  const dialog = shown === undefined ? undefined : <LinkDialog {...shown} onClose={() => setShown(undefined)} />;
  return { share, show: () => setShown({ address: link(), refused: false }), dialog };
}

/** The menu of what gives the experiment to somebody else. */
export function ShareButton({ onShare, onShow }: { onShare: () => void; onShow: () => void }) {
  const { t } = useText();
  const [copyKey] = shortcuts.flatMap((shortcut) => (shortcut.id === 'share' ? keyLabel(shortcut, onMac, '') : []));
  const face = (
    <>
      {t('sharing.share')}
      <ChevronDown size={14} aria-hidden />
    </>
  );
  return (
    <MenuButton face={face} menuLabel={t('sharing.share')} align="end" className={styles['share']} data-share>
      {(close) => {
        const item = (act: () => void) => () => {
          close();
          act();
        };
        return (
          <>
            <MenuItem keys={copyKey} onSelect={item(onShare)} about={t('sharing.about')}>
              {t('sharing.copy')}
            </MenuItem>
            <MenuItem onSelect={item(onShow)}>{t('sharing.show')}</MenuItem>
          </>
        );
      }}
    </MenuButton>
  );
}
