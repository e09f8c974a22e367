import { useEffect, type RefObject } from 'react';

declare global {
  /**
   * Hears the back gesture of a phone, as dialogs and popovers do; not in every browser, and not in
   * TypeScript's library.
   */
  var CloseWatcher: (new () => EventTarget & { readonly destroy: () => void }) | undefined;
}

/** A swipe is at least so long, in pixels, and less than half as high. */
const swipeLength = 56;

/**
 * While a drawer is shown it has the focus, which then goes back to where it was; Escape, the
 * phone's back gesture or a swipe towards the side that it came from closes it.
 */
export function useDrawer(panel: RefObject<HTMLElement | null>, shown: boolean, side: 'left' | 'right', close: () => void): void {
  useEffect(() => {
    const element = panel.current;
    if (!shown || element === null) return;
    const before = document.activeElement;
    element.querySelector<HTMLElement>('button')?.focus();
    const escape = (event: KeyboardEvent) => {
      // Escape belongs to a menu or a dialog first.
      if (event.key === 'Escape' && !event.defaultPrevented && document.querySelector('dialog:modal, [popover]:popover-open') === null) close();
    };
    const watcher = globalThis.CloseWatcher === undefined ? undefined : new globalThis.CloseWatcher();
    watcher?.addEventListener('close', close);
    document.addEventListener('keydown', escape);
    const stopSwipes = onSwipe(element, side, close);
    return () => {
      watcher?.destroy();
      document.removeEventListener('keydown', escape);
      stopSwipes();
      if (before instanceof HTMLElement && (element.contains(document.activeElement) || document.activeElement === document.body)) before.focus();
    };
  }, [panel, shown, side, close]);
}

/**
 * Listens to swipes towards a side; those that move a slider or scroll a table are none. Gives a
 * function that ends it.
 */
function onSwipe(element: HTMLElement, side: 'left' | 'right', act: () => void): () => void {
  let from: Touch | undefined;
  const start = ({ touches, target }: TouchEvent) => {
    from = touches.length === 1 && !movesSideways(target, element) ? touches[0] : undefined;
  };
  const end = ({ changedTouches: [touch] }: TouchEvent) => {
    if (from === undefined || touch === undefined) return;
    const way = (touch.clientX - from.clientX) * (side === 'left' ? -1 : 1);
    if (way > swipeLength && Math.abs(touch.clientY - from.clientY) < way / 2) act();
  };
  element.addEventListener('touchstart', start, { passive: true });
  element.addEventListener('touchend', end);
  return () => {
    element.removeEventListener('touchstart', start);
    element.removeEventListener('touchend', end);
  };
}

function movesSideways(target: EventTarget | null, within: HTMLElement): boolean {
  for (let part = target instanceof Element ? target : null; part !== null && part !== within; part = part.parentElement) {
    const scrolls = part.scrollWidth > part.clientWidth && /auto|scroll/.test(getComputedStyle(part).overflowX);
    if (scrolls || part.matches('input[type="range"]')) return true;
  }
  return false;
}
