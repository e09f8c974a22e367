import type { DetailedMeasureId } from '../../domain/metrics/summaries';
import type { MeasureId } from '../../domain/tasks/task-kind';
import { classification, classificationReading } from './classification';
import { image } from './image';
import type { Measure, Reading } from './measure';
import { regression } from './regression';

/** The sums of every kind of task; domain/metrics reads them under the same ids. */
export const measures: Readonly<Record<MeasureId, Measure>> = { classification, regression, image };

/** What whole tests read for those whose summary in domain/metrics has details. */
export const readings: Readonly<Partial<Record<MeasureId, Reading>>> = {
  classification: classificationReading,
} satisfies Record<DetailedMeasureId, Reading>;
