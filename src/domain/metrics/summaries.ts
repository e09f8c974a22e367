import type { MeasureId } from '../tasks/task-kind';
import { classification } from './classification';
import { image } from './image';
import { regression } from './regression';
import type { Summary } from './summary';

/** How to read the sums of every kind of task. */
export const summaries: Readonly<Record<MeasureId, Summary>> = { classification, regression, image };
