import { useEffect, useRef } from 'react';
import styles from './help.module.css';
import { HelpContent } from './help-content';
import { putBeside } from './popup';
import type { HelpText } from './help-text';

interface HelpBubbleProps {
  readonly id: string;
  readonly text: HelpText;
  readonly anchor: { readonly current: HTMLElement | null };
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Help beside what it belongs to, that only tells. It is always there, for what it describes. */
export function HelpBubble({ id, text, anchor, open, onClose }: HelpBubbleProps) {
  const popup = useRef<HTMLSpanElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const element = popup.current;
    if (!open || element === null) return;
    element.showPopover();
    if (anchor.current !== null) putBeside(element, anchor.current, 'beside', 'start');
    const hide = (event: Event) => {
      if (event.target instanceof Node && anchor.current?.contains(event.target) === true) return;
      close.current();
    };
    document.addEventListener('pointerdown', hide);
    document.addEventListener('scroll', hide, true);
    return () => {
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('scroll', hide, true);
      if (element.matches(':popover-open')) element.hidePopover();
    };
  }, [open, anchor]);
  return (
    <span ref={popup} id={id} role="tooltip" popover="manual" className={styles['popup']}>
      <HelpContent text={text} />
    </span>
  );
}
