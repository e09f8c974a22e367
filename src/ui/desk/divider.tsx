import type { PointerEvent, RefObject } from 'react';
import { splitRange } from '../../state/view/view-slice';
import { useApp } from '../common/app-store';
import { useText } from '../common/texts/use-text';
import styles from './desk.module.css';

const [least, most] = splitRange;
/** How far a press on an arrow key moves the divider, as a share of the column. */
const step = 0.05;

/**
 * Between the network and what is watched: dragged with a pointer, moved with the arrow keys; a
 * double click puts it back.
 */
export function Divider({ column }: { column: RefObject<HTMLElement | null> }) {
  const { t } = useText();
  const split = useApp((state) => state.view.split);
  const setSplit = useApp((state) => state.view.setSplit);
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const box = column.current?.getBoundingClientRect();
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    // The strip of images keeps its height: the two halves share what is left.
    const images = event.currentTarget.nextElementSibling?.getBoundingClientRect().height ?? 0;
    setSplit((event.clientY - box.top) / Math.max(1, box.height - images));
  };
  return (
    <div
      role="separator"
      aria-orientation="horizontal"
      aria-label={t('common.divider')}
      aria-valuenow={Math.round(100 * split)}
      aria-valuemin={100 * least}
      aria-valuemax={100 * most}
      tabIndex={0}
      className={styles['divider']}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={follow}
      onDoubleClick={() => setSplit(0.5)}
      onKeyDown={(event) => {
        const to = { ArrowUp: split - step, ArrowDown: split + step, Home: least, End: most }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        setSplit(to);
      }}
    />
  );
}
