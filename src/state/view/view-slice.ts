import type { Language } from '../../i18n/translate';
import { withPlaces } from './run-places';
import type { Theme, ViewSlice } from '../app-state';

/** In the order in which they are offered. */
export const themes: readonly Theme[] = ['system', 'light', 'dark'];
/** The least and the most of the middle column's height that the network may have, as a share. */
export const splitRange = [0.2, 0.8] as const;

/** The most steps between two measures of the conflict. */
export const longestInterval = 1000;
/** What the worker does where nothing was said. */
export const usualInterval = 10;

/** How the page is looked at; nothing of it changes an experiment. */
export function createViewSlice(language: Language, update: (change: Partial<ViewSlice>) => void, read: () => ViewSlice): ViewSlice {
  return {
    selectedLayers: [],
    selectedWires: [],
    language,
    theme: 'system',
    drawer: 'none',
    split: 0.5,
    panel: undefined,
    conflictEvery: usualInterval,
    question: undefined,
    pictures: true,
    example: 0,
    shownRuns: [],
    runPlaces: {},
    storageProblem: undefined,
    dropped: [],
    otherEngine: undefined,
    notice: undefined,
    focusedTask: undefined,
    pinnedTask: undefined,
    atStep: undefined,
    focusTask: (focusedTask) => update({ focusedTask }),
    pinTask: (pinnedTask) => update({ pinnedTask }),
    lookBack: (atStep) => update({ atStep }),
    select: (selectedLayers, selectedWires = []) => update({ selectedLayers, selectedWires }),
    setLanguage: (next) => update({ language: next }),
    setTheme: (theme) => update({ theme }),
    setDrawer: (drawer) => update({ drawer }),
    setSplit: (split) => update({ split: Math.min(splitRange[1], Math.max(splitRange[0], split)) }),
    openPanel: (panel) => update({ panel }),
    ask: (about, study) => update({ question: { about, study } }),
    setConflictEvery: (steps) => update({ conflictEvery: Math.round(Math.min(longestInterval, Math.max(0, steps))) }),
    setPictures: (pictures) => update({ pictures }),
    chooseExample: (example) => update({ example }),
    showRuns: (shownRuns) => update({ shownRuns, runPlaces: withPlaces(read().runPlaces, shownRuns) }),
    setRunPlaces: (runPlaces) => update({ runPlaces }),
    setStorageProblem: (storageProblem) => update({ storageProblem }),
    setDropped: (dropped) => update({ dropped }),
    setOtherEngine: (otherEngine) => update({ otherEngine }),
    setNotice: (text, undo) => update({ notice: { text, undo } }),
    dismissNotice: () => update({ notice: undefined }),
  };
}
