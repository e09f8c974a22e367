import type { DetailedMeasureId } from '../../domain/metrics/summaries';
import type { MeasureId } from '../../domain/tasks/task-kind';
import { classification, wholeClassification } from './classification';
import { image } from './image';
import type { Measure, WholeTestMeasure } from './measure';
import { regression } from './regression';

/** The sums of every kind of task; domain/metrics reads them under the same ids. */
export const measures: Readonly<Record<MeasureId, Measure>> = { classification, regression, image };

/** What whole tests leave besides, for those whose summary in domain/metrics has details. */
export const wholeTestMeasures: Readonly<Partial<Record<MeasureId, WholeTestMeasure>>> = {
  classification: wholeClassification,
} satisfies Record<DetailedMeasureId, WholeTestMeasure>;
