import { useMemo } from 'react';
import { themes } from '../../state/view/view-slice';
import { useAppStore } from '../common/app-store';
import { changeLanguage } from '../common/texts/change-language';
import { freezeChange } from '../common/freeze-change';
import { analysisOf } from '../common/use-analysis';

/** Steps a second that can be chosen, slowest first; 0 is as fast as it goes. */
export const speeds = [1, 5, 20, 0] as const;

/** What buttons, menus and keys do alike. All read the state at the moment they are called. */
export interface BarActions {
  readonly playOrPause: () => void;
  readonly advance: (unit: 'batch' | 'epoch') => void;
  readonly reset: () => void;
  /**
   * Freezes the selected layers that learn, or, where all of them stand still, lets them move
   * again.
   */
  readonly freezeSelected: () => void;
  readonly changeSpeed: (direction: 1 | -1) => void;
  readonly nextTheme: () => void;
  readonly nextLanguage: () => void;
  readonly toggleDrawer: (drawer: 'setup' | 'inspector') => void;
}

/** The actions of the top bar. */
export function useBarActions(): BarActions {
  const store = useAppStore();
  return useMemo(() => {
    const runnable = () => analysisOf(store.getState().document.experiment).runnable;
    return {
      playOrPause: () => {
        const { session } = store.getState();
        if (session.phase === 'running') void session.pause();
        // While it prepares, training begins as soon as that is done.
        else if (runnable()) void session.play();
      },
      advance: (unit) => {
        if (runnable()) void store.getState().session.advance(unit);
      },
      reset: () => {
        if (runnable()) void store.getState().session.reset();
      },
      freezeSelected: () => {
        const { document, view } = store.getState();
        const change = freezeChange(document.experiment, analysisOf(document.experiment), view.selectedLayers);
        if (change !== undefined) document.execute('layer.freeze', change);
      },
      changeSpeed: (direction) => {
        const { session } = store.getState();
        const at = speeds.findIndex((speed) => speed === session.stepsPerSecond);
        const next = speeds[Math.min(speeds.length - 1, Math.max(0, at + direction))];
        if (next !== undefined) session.setStepsPerSecond(next);
      },
      nextTheme: () => {
        const { view } = store.getState();
        view.setTheme(themes[(themes.indexOf(view.theme) + 1) % themes.length] ?? 'system');
      },
      nextLanguage: () => {
        const { view } = store.getState();
        void changeLanguage(view, view.language === 'en' ? 'zh-CN' : 'en');
      },
      toggleDrawer: (drawer) => {
        const { view } = store.getState();
        view.setDrawer(view.drawer === drawer ? 'none' : drawer);
      },
    };
  }, [store]);
}
