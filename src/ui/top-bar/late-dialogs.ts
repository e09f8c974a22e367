import { lazy } from 'react';
import { pendingUntil } from '../../lib/pending';

/**
 * Loaded right behind the network, not when they are opened: they open at once then, also where the
 * server is gone by that time.
 */
const early = {
  link: pendingUntil('link dialog', import('./sharing/link-dialog')),
  device: pendingUntil('device dialog', import('./device-dialog')),
  commands: pendingUntil('list of commands', import('./commands/commands-dialog')),
};

export const LinkDialog = lazy(() => early.link);
export const DeviceDialog = lazy(() => early.device);
export const CommandsDialog = lazy(() => early.commands);
