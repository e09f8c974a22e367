import { useEffect } from 'react';

/** Has Escape take one thing back while that is there: not what an open popup would close by it. */
export function useEscape(isThere: boolean, takeBack: () => void): void {
  useEffect(() => {
    if (!isThere) return undefined;
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('[popover="auto"]:popover-open') !== null) return;
      // One press takes back one thing: a pinned task stays.
      event.preventDefault();
      takeBack();
    };
    document.addEventListener('keydown', key, true);
    return () => document.removeEventListener('keydown', key, true);
  }, [isThere, takeBack]);
}
