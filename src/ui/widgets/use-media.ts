import { useCallback, useSyncExternalStore } from 'react';

/**
 * Where the desk's parts stand one below another and the page scrolls, as the style sheet of the
 * desk has it.
 */
export const scrollingPage = '(max-width: 600px), (max-width: 1100px) and (max-height: 560px)';

/** Whether a media query fits, live. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
