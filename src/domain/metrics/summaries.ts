import type { MeasureId } from '../tasks/task-kind';
import { classification } from './classification';
import { image } from './image';
import { regression } from './regression';
import type { Summary } from './summary';

const kinds = { classification, regression, image } as const satisfies Record<MeasureId, Summary>;

/** How to read what every kind of task leaves. */
export const summaries: Readonly<Record<MeasureId, Summary>> = kinds;

/** The measures that have details, which engine/measures makes. */
export type DetailedMeasureId = { [Id in MeasureId]: (typeof kinds)[Id] extends { details: unknown } ? Id : never }[MeasureId];
