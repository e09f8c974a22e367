import { useEffect, type RefObject } from 'react';

const focusable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
/** Where a finger's keyboard would come up. */
const typing = 'textarea, input:not([type="range"], [type="checkbox"], [type="radio"])';
/** What can have the focus by itself once nothing in it is left to have it. */
const region = '[role="application"], section, aside, header, main';

/** An element with what was around it while it had the focus. */
interface Place {
  readonly element: Element;
  /** From the inside out. */
  readonly ancestors: readonly Element[];
  /** All that can have the focus, in the order of Tab. */
  readonly order: readonly HTMLElement[];
}

/**
 * When what has the focus is deleted, a browser gives the focus to the page as a whole, and Tab
 * begins at its top again. Within `root` it goes to a neighbour instead: what comes next in the
 * same list, canvas or panel, or that itself.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    let last: Place | undefined;
    const enter = ({ target }: FocusEvent) => {
      if (target instanceof Element) last = placeOf(target, element);
    };
    const leave = ({ target }: FocusEvent) => {
      // Some browsers tell of this as the element is taken away: what is there afterwards was left
      // on purpose.
      queueMicrotask(() => {
        if (last === undefined || last.element !== target || document.activeElement === target) return;
        if (last.element.isConnected) last = undefined;
      });
    };
    const observer = new MutationObserver(() => {
      if (last === undefined || last.element.isConnected) return;
      const lost = last;
      last = undefined;
      if (document.activeElement === document.body) neighbourOf(lost)?.focus({ preventScroll: true });
    });
    element.addEventListener('focusin', enter);
    element.addEventListener('focusout', leave);
    observer.observe(element, { childList: true, subtree: true });
    return () => {
      element.removeEventListener('focusin', enter);
      element.removeEventListener('focusout', leave);
      observer.disconnect();
    };
  }, [root]);
}

function placeOf(element: Element, root: Element): Place {
  const ancestors: Element[] = [];
  for (let outer = element.parentElement; outer !== null && outer !== root; outer = outer.parentElement) ancestors.push(outer);
  return { element, ancestors, order: [...root.querySelectorAll<HTMLElement>(focusable)] };
}

function neighbourOf({ element, ancestors, order }: Place): HTMLElement | undefined {
  const at = order.findIndex((one) => one === element);
  for (const ancestor of ancestors.filter((one) => one.isConnected)) {
    const left = (one: HTMLElement) => ancestor.contains(one) && canHaveFocus(one);
    const found = order.slice(at + 1).find(left) ?? order.slice(0, Math.max(0, at)).findLast(left);
    if (found !== undefined) return found;
    if (ancestor instanceof HTMLElement && ancestor.matches(region)) {
      if (!ancestor.hasAttribute('tabindex')) ancestor.tabIndex = -1;
      return ancestor;
    }
  }
  return undefined;
}

function canHaveFocus(element: HTMLElement): boolean {
  return element.checkVisibility() && !element.matches(`:disabled, ${typing}`) && element.closest('[inert]') === null;
}
