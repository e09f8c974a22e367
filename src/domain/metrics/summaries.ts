import { box } from './box';
import { classification } from './classification';
import { image } from './image';
import { mask } from './mask';
import { ordinal } from './ordinal';
import { regression } from './regression';
import type { Summary } from './summary';
import { tags } from './tags';

const known = { classification, regression, image, box, mask, tags, ordinal } as const satisfies Record<string, Summary>;

/**
 * Which sums a batch leaves behind, and so which metrics can be made of them: engine/measures by
 * this name.
 */
export type MeasureId = keyof typeof known;

/** How to read what every kind of task leaves. */
export const summaries: Readonly<Record<MeasureId, Summary>> = known;

/** The measures that have details, which engine/measures makes. */
export type DetailedMeasureId = { [Id in MeasureId]: (typeof known)[Id] extends { details: unknown } ? Id : never }[MeasureId];
