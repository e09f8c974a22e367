import { lazy } from 'react';
import { pendingUntil } from '../../../lib/pending';

/**
 * Loaded right behind the panel, not when it is opened: it opens at once then, also where the server
 * is gone by that time.
 */
const early = pendingUntil('class groups dialog', import('./class-groups-dialog'));

export const ClassGroupsDialog = lazy(() => early);
