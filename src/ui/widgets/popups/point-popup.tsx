import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode, type ToggleEvent } from 'react';
import type { Box } from '../../../lib/box';
import { classNames } from '../class-names';
import { placePopup } from './placement';
import menuStyles from './menu.module.css';
import styles from './popup.module.css';

interface PointPopupProps {
  /** What it belongs to, in pixels of the window: a box, or a point as a box without a size. */
  readonly at: Box;
  readonly label: string;
  readonly role: 'menu' | 'dialog';
  readonly onKeyDown?: (event: KeyboardEvent<HTMLDivElement>) => void;
  /** It was closed: by what it holds, by Escape or by a press elsewhere. */
  readonly onClose: () => void;
  /** `close` closes it and gives the focus back to where it was. */
  readonly children: (close: () => void) => ReactNode;
}

/** A popup that is open as long as it is there, beside a place of the page instead of a button. */
export function PointPopup({ at, label, onClose, children, ...rest }: PointPopupProps) {
  const popup = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = popup.current;
    if (element === null) return;
    if (!element.matches(':popover-open')) element.showPopover();
    const { width, height } = element.getBoundingClientRect();
    const viewport = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const { left, top, room } = placePopup(at, { width, height }, viewport, 'below');
    if (room !== undefined) element.style.maxHeight = `${room}px`;
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
    element.querySelector<HTMLElement>('input, button:not(:disabled)')?.focus();
  }, [at]);
  const toggle = (event: ToggleEvent<HTMLDivElement>) => {
    if (event.target === event.currentTarget && event.newState === 'closed') onClose();
  };
  return (
    <div
      {...rest}
      ref={popup}
      popover="auto"
      aria-label={label}
      tabIndex={-1}
      className={classNames(styles['popup'], menuStyles['menu'])}
      onToggle={toggle}
    >
      {children(() => popup.current?.hidePopover())}
    </div>
  );
}
