import { useEffect, useMemo, useState } from 'react';
import type { StepRange } from '../../charts/steps';
import { useAppStore } from '../../common/app-store';
import type { Zooming } from './zoom-context';

/** The zoom of the charts; another run is seen whole. */
export function useZoomValue(): Zooming {
  const store = useAppStore();
  const [zoom, setZoom] = useState<StepRange>();
  const [isChoosing, setChoosing] = useState(false);
  useEffect(
    () =>
      store.subscribe(({ session }, { session: old }) => {
        if (session.runs.at(-1)?.id !== old.runs.at(-1)?.id) setZoom(undefined);
      }),
    [store],
  );
  return useMemo(() => ({ zoom, setZoom, isChoosing, setChoosing }), [zoom, isChoosing]);
}
