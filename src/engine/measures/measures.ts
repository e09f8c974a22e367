import type { MeasureId } from '../../domain/metrics/summaries';
import { box } from './box';
import { classification } from './classification';
import { image } from './image';
import { mask } from './mask';
import type { Measure } from './measure';
import { ordinal } from './ordinal';
import { regression } from './regression';
import { tags } from './tags';

/** The sums of every kind of task; domain/metrics reads them under the same ids. */
export const measures: Readonly<Record<MeasureId, Measure>> = { classification, regression, image, box, mask, tags, ordinal };
