import { lazy } from 'react';
import { pendingUntil } from '../../lib/pending';

/**
 * Loaded right behind the network, not when they are opened: they open at once then, also where the
 * server is gone by that time.
 */
const early = {
  link: pendingUntil('link dialog', import('./sharing/link-dialog')),
  shortcuts: pendingUntil('shortcuts dialog', import('./shortcuts-dialog')),
};

export const LinkDialog = lazy(() => early.link);
export const ShortcutsDialog = lazy(() => early.shortcuts);
