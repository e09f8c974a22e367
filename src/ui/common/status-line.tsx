import { useEffect } from 'react';
import { useApp } from './app-store';
import { scrollingPage, useMedia } from '../widgets/use-media';
import { useText } from './texts/use-text';
import styles from './status-line.module.css';

/**
 * How long a notice stays, in milliseconds: as long as it takes to read it, and longer where it can
 * be taken back.
 */
const stay = 6000;
const stayPerCharacter = 120;
const stayWithUndo = 15_000;

/**
 * Short messages such as "link copied", read out by screen readers and gone after a few seconds;
 * some with a way back. Where everything is in sight at once they stand in the flow of what is
 * around them; over a drawer, and where the page scrolls, at the foot of the window.
 */
export function StatusLine() {
  const { t } = useText();
  const notice = useApp((state) => state.view.notice);
  const drawer = useApp((state) => state.view.drawer !== 'none');
  const dismiss = useApp((state) => state.view.dismissNotice);
  const scrolls = useMedia(scrollingPage);
  useEffect(() => {
    if (notice === undefined) return;
    const timer = setTimeout(dismiss, notice.undo === undefined ? Math.max(stay, stayPerCharacter * notice.text.length) : stayWithUndo);
    return () => clearTimeout(timer);
  }, [notice, dismiss]);
  const takeBack = () => {
    notice?.undo?.();
    dismiss();
  };
  return (
    <div role="status" aria-live="polite" className={styles['line']} data-status={drawer || scrolls ? 'over' : 'canvas'}>
      {notice === undefined ? undefined : (
        <span className={styles['notice']}>
          {notice.text}
          {notice.undo === undefined ? undefined : (
            <button type="button" className={styles['undo']} onClick={takeBack}>
              {t('common.undo')}
            </button>
          )}
        </span>
      )}
    </div>
  );
}
