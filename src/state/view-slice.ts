import type { Language } from '../i18n/translate';
import type { ViewSlice } from './app-state';

/** The most steps between two measures of the conflict. */
export const longestInterval = 1000;
/** What the worker does where nothing was said. */
export const usualInterval = 10;

/** How the page is looked at; nothing of it changes an experiment. */
export function createViewSlice(language: Language, update: (change: Partial<ViewSlice>) => void): ViewSlice {
  return {
    selectedLayers: [],
    selectedWire: undefined,
    language,
    theme: 'system',
    drawer: 'none',
    split: 0.5,
    conflictEvery: usualInterval,
    shownRuns: [],
    storageProblem: undefined,
    notice: undefined,
    undoNotice: undefined,
    select: (selectedLayers, selectedWire) => update({ selectedLayers, selectedWire }),
    setLanguage: (next) => update({ language: next }),
    setTheme: (theme) => update({ theme }),
    setDrawer: (drawer) => update({ drawer }),
    setSplit: (split) => update({ split: Math.min(0.8, Math.max(0.2, split)) }),
    setConflictEvery: (steps) => update({ conflictEvery: Math.round(Math.min(longestInterval, Math.max(0, steps))) }),
    showRuns: (shownRuns) => update({ shownRuns }),
    setStorageProblem: (storageProblem) => update({ storageProblem }),
    setNotice: (notice, undo) => update({ notice, undoNotice: undo }),
  };
}
