import { useEffect } from 'react';
import type { AppState } from '../../../../state/app-state';
import { useAppStore } from '../../../common/app-store';
import { areAllPictured } from '../pictured';

/** Has the worker look at the chosen image for as long as boxes show what comes out of their layers. */
export function FollowPictures(): undefined {
  const store = useAppStore();
  useEffect(() => {
    const follow = () => store.getState().session.followPictures(onlyLayer(store.getState()));
    let stop = follow();
    const unsubscribe = store.subscribe((state, before) => {
      if (askedOf(state) === askedOf(before)) return;
      stop();
      stop = follow();
    });
    return () => {
      unsubscribe();
      stop();
    };
  }, [store]);
  return undefined;
}

/** The only layer that is shown; undefined where all are. */
function onlyLayer(state: AppState): string | undefined {
  return areAllPictured(state) ? undefined : (state.view.selectedLayers[0] ?? '');
}

/** All that pictures depend on: whatever of it changes, those that are known may not be the newest any more. */
function askedOf(state: AppState): string {
  const { runs, phase, step } = state.session;
  return `${runs.at(-1)?.id} ${phase} ${phase === 'running' ? '' : step} ${state.view.example} ${onlyLayer(state)}`;
}
