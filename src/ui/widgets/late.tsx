import { lazy, Suspense, useLayoutEffect, useState, type ComponentType, type ReactNode } from 'react';
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

/**
 * A panel that is being loaded, as a component: drawn with all else where it is there when its turn
 * comes, which saves the browser a second drawing; else as a lazy one, into the place that `Late`
 * keeps for it.
 */
export function whenLoaded<Props extends object>(panel: Promise<{ readonly default: ComponentType<Props> }>): ComponentType<Props> {
  const Later = lazy(() => panel);
  let loaded: ComponentType<Props> | undefined;
  // Whoever draws it hears of what went wrong.
  panel.then((module) => (loaded = module.default), () => undefined);
  return function WhenLoaded(props: Props) {
    // The same for as long as it stands: another one would begin from nothing.
    const [Panel] = useState<ComponentType<Props>>(() => loaded ?? Later);
    return <Panel {...props} />;
  };
}
