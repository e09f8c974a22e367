import type { MeasureId } from '../../domain/tasks/task-kind';
import { classification } from './classification';
import { image } from './image';
import type { Measure } from './measure';
import { regression } from './regression';

/** The sums of every kind of task; domain/metrics reads them under the same ids. */
export const measures: Readonly<Record<MeasureId, Measure>> = { classification, regression, image };
