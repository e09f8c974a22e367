import type { DetailedMeasureId, MeasureId } from '../../domain/metrics/summaries';
import { box, wholeBox } from './box';
import { classification, wholeClassification } from './classification';
import { image } from './image';
import { mask } from './mask';
import type { Measure, WholeTestMeasure } from './measure';
import { ordinal } from './ordinal';
import { regression } from './regression';
import { tags, wholeTags } from './tags';

/** The sums of every kind of task; domain/metrics reads them under the same ids. */
export const measures: Readonly<Record<MeasureId, Measure>> = { classification, regression, image, box, mask, tags, ordinal };

/**
 * The measure of the heads that say how certain they are of an answer: the first of a network speaks
 * for the heads that cannot.
 */
export const certainMeasure: MeasureId = 'classification';

/** What whole tests leave besides, for those whose summary in domain/metrics has details. */
export const wholeTestMeasures: Readonly<Partial<Record<MeasureId, WholeTestMeasure>>> = {
  classification: wholeClassification,
  box: wholeBox,
  tags: wholeTags,
} satisfies Record<DetailedMeasureId, WholeTestMeasure>;
