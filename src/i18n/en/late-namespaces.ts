import { balancing } from './balancing';
import { canvas } from './canvas';
import { capture } from './capture';
import { compare } from './compare';
import { curves } from './curves';
import { data } from './data';
import { effects } from './effects';
import { finish } from './finish';
import { gallery } from './gallery';
import { hands } from './hands';
import { importing } from './importing';
import { inside } from './inside';
import { look } from './look';
import { mixing } from './mixing';
import { network } from './network';
import { notes } from './notes';
import { problems } from './problems';
import { runs } from './runs';
import { studies } from './studies';
import { device } from './device';
import { lateCanvas } from './late-canvas';
import { lateDevice } from './late-device';
import { lateSharing } from './late-sharing';
import { sharing } from './sharing';
import { lateNetwork } from './late-network';
import { lateTasks } from './late-tasks';
import { lateTopbar } from './late-topbar';
import { taskEditor } from './task-editor';
import { tasks } from './tasks';
import { topbar } from './topbar';
import { training } from './training';

/**
 * The areas that only panels need which come behind the network, and the rest of those that it has a
 * part of: loaded with them.
 */
export const lateNamespaces = { data, balancing, training, mixing, hands, importing, capture, inside, look, curves, finish, gallery, notes, problems, studies, effects, compare, runs, taskEditor, tasks: { ...tasks, ...lateTasks }, network: { ...network, ...lateNetwork }, topbar: { ...topbar, ...lateTopbar }, canvas: { ...canvas, ...lateCanvas }, device: { ...device, ...lateDevice }, sharing: { ...sharing, ...lateSharing } } as const;
