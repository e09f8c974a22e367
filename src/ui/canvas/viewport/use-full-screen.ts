import { useCallback, useEffect, useState, type CSSProperties, type RefObject } from 'react';

/**
 * Full screen of a part of the page: it fills the window below the bar, and what it covers takes no
 * focus. Escape leaves, unless what has the focus needs that key itself.
 */
export function useFullScreen(part: RefObject<HTMLElement | null>): {
  readonly full: boolean;
  readonly toggle: () => void;
  readonly style: CSSProperties | undefined;
} {
  const [top, setTop] = useState<number>();
  const full = top !== undefined;
  const toggle = useCallback(() => setTop((before) => (before === undefined ? endOfBar() : undefined)), []);

  useEffect(() => {
    const element = part.current;
    if (!full || element === null) return undefined;
    const covered = coveredBy(element);
    for (const other of covered) other.inert = true;
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !needsEscape(event.target)) setTop(undefined);
    };
    const measure = () => setTop(endOfBar());
    document.addEventListener('keydown', leave);
    window.addEventListener('resize', measure);
    return () => {
      for (const other of covered) other.inert = false;
      document.removeEventListener('keydown', leave);
      window.removeEventListener('resize', measure);
    };
  }, [full, part]);

  return { full, toggle, style: full ? { position: 'fixed', inset: `${top}px 0 0`, zIndex: 9, height: 'auto' } : undefined };
}

function endOfBar(): number {
  return document.querySelector('header')?.getBoundingClientRect().bottom ?? 0;
}

/** What stands beside a part, on every level of the page up to the bar's. */
function coveredBy(part: HTMLElement): readonly HTMLElement[] {
  const covered: HTMLElement[] = [];
  for (let inner = part; inner.parentElement !== null && inner !== document.body; inner = inner.parentElement) {
    for (const other of inner.parentElement.children) {
      const isBar = other.localName === 'header' || other.querySelector('header') !== null;
      if (other !== inner && other instanceof HTMLElement && !isBar && !other.inert) covered.push(other);
    }
  }
  return covered;
}

function needsEscape(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, select, textarea, [popover], dialog, .connecting') !== null;
}
