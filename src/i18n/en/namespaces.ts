import { canvas } from './canvas';
import { common } from './common';
import { device } from './device';
import { network } from './network';
import { predictions } from './predictions';
import { sharing } from './sharing';
import { tasks } from './tasks';
import { topbar } from './topbar';

/** The areas of the catalogue that the page needs at first sight. */
export const namespaces = { common, topbar, tasks, network, canvas, predictions, device, sharing } as const;
