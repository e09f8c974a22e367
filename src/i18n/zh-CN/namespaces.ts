import { balancing } from './balancing';
import { canvas } from './canvas';
import { common } from './common';
import { capture } from './capture';
import { compare } from './compare';
import { curves } from './curves';
import { data } from './data';
import { device } from './device';
import { effects } from './effects';
import { finish } from './finish';
import { gallery } from './gallery';
import { hands } from './hands';
import { importing } from './importing';
import { look } from './look';
import { mixing } from './mixing';
import { network } from './network';
import { notes } from './notes';
import { predictions } from './predictions';
import { problems } from './problems';
import { runs } from './runs';
import { sharing } from './sharing';
import { studies } from './studies';
import { taskEditor } from './task-editor';
import { tasks } from './tasks';
import { topbar } from './topbar';
import { training } from './training';

/** Every area of the catalogue in this language. */
export const namespaces = { common, topbar, data, tasks, balancing, training, network, canvas, mixing, hands, importing, capture, look, curves, notes, predictions, finish, gallery, device, sharing, problems, studies, effects, compare, runs, taskEditor } as const;
