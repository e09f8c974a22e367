import { lazy } from 'react';

/** Loaded when somebody wants to look. */
export const DataDialog = lazy(() => import('./data-dialog'));
export const TrainingDialog = lazy(() => import('./training-dialog'));
