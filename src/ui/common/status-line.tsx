import { useEffect } from 'react';
import { useApp } from './app-store';
import styles from './status-line.module.css';

/** How long a notice stays, in milliseconds. */
const stay = 6000;

/** Short messages such as "link copied", read out by screen readers and gone after a few seconds. */
export function StatusLine() {
  const notice = useApp((state) => state.view.notice);
  const setNotice = useApp((state) => state.view.setNotice);
  useEffect(() => {
    if (notice === undefined) return;
    const timer = setTimeout(() => setNotice(undefined), stay);
    return () => clearTimeout(timer);
  }, [notice, setNotice]);
  return (
    <div role="status" aria-live="polite" className={styles['line']}>
      {notice === undefined ? undefined : <span className={styles['notice']}>{notice}</span>}
    </div>
  );
}
