import { useEffect, useLayoutEffect, useRef } from 'react';
import styles from './help.module.css';
import { HelpContent } from './help-content';
import { putBeside } from './popup';
import type { HelpText } from './help-text';

interface HelpCardProps {
  readonly text: HelpText;
  readonly anchor: { readonly current: HTMLElement | null };
  /** True where a key opened it: the focus then goes into it, and back when it closes. */
  readonly byKey: boolean;
  readonly onClose: () => void;
}

/** As wide as the style sheet has it where cards come from below. */
const sheets = '(max-width: 600px)';

/**
 * All that is to be said of something, beside it and not over it; on a phone a sheet from below. What
 * it belongs to can be changed while it is open. Escape closes it, and so does a press or the focus
 * elsewhere.
 */
export default function HelpCard({ text, anchor, byKey, onClose }: HelpCardProps) {
  const card = useRef<HTMLSpanElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  // Before it is taken away the focus can still be told to be in it.
  useLayoutEffect(() => {
    const element = card.current;
    const from = anchor.current;
    if (element === null || from === null) return;
    const focused = document.activeElement;
    element.showPopover();
    const place = () => {
      if (!window.matchMedia(sheets).matches) putBeside(element, from, 'beside', 'start');
    };
    place();
    // What is loaded late makes it higher.
    const resized = new ResizeObserver(place);
    resized.observe(element);
    if (byKey) element.focus({ preventScroll: true });
    const elsewhere = ({ target }: Event) => {
      if (target instanceof Node && (from.contains(target) || element.contains(target))) return;
      close.current();
    };
    const keyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // The key closes the card alone, and nothing that it stands in.
      event.preventDefault();
      event.stopPropagation();
      close.current();
    };
    document.addEventListener('pointerdown', elsewhere, true);
    document.addEventListener('focusin', elsewhere);
    document.addEventListener('keydown', keyDown, true);
    return () => {
      resized.disconnect();
      document.removeEventListener('pointerdown', elsewhere, true);
      document.removeEventListener('focusin', elsewhere);
      document.removeEventListener('keydown', keyDown, true);
      const within = element.contains(document.activeElement);
      if (element.matches(':popover-open')) element.hidePopover();
      if (within && focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    };
  }, [anchor, byKey]);
  const title = anchor.current === null ? '' : titleOf(anchor.current);
  return (
    <span ref={card} role="dialog" aria-label={title} tabIndex={-1} popover="manual" className={styles['card']} data-help-card>
      <strong className={styles['name']}>{title}</strong>
      <HelpContent text={text} />
      {text.more?.()}
    </span>
  );
}

/** What the anchor calls itself: the text of its label, else its own. */
function titleOf(anchor: HTMLElement): string {
  const named = anchor.querySelector('label') ?? anchor;
  return (named.textContent || anchor.querySelector('[aria-label]')?.getAttribute('aria-label') || '').trim();
}
