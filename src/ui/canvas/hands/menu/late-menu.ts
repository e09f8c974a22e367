import { lazy } from 'react';

/** The canvas' menu, loaded as it is first opened. */
export const LateMenu = lazy(async () => ({ default: (await import('./canvas-menu')).CanvasMenu }));
/** The canvas' lists to pick from, loaded likewise. */
export const LateChoices = lazy(async () => ({ default: (await import('./choices')).Choices }));
