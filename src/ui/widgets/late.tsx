import { Suspense, useLayoutEffect, type ReactNode } from 'react';
import { beginPending } from '../../lib/pending';

/**
 * The place of what is loaded when it is needed. The page is not at rest until that is drawn, which
 * React may put off for some tenths of a second after it was loaded.
 */
export function Late({ fallback, children }: { readonly fallback?: ReactNode; readonly children: ReactNode }) {
  return (
    <Suspense
      fallback={
        <>
          {fallback}
          <Waiting />
        </>
      }
    >
      {children}
    </Suspense>
  );
}

function Waiting() {
  useLayoutEffect(() => beginPending('something late'), []);
  return undefined;
}
