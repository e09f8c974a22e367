import * as v from 'valibot';
import type { TaskLayout } from '../../domain/metrics/task-metrics';

/** A count. */
export const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Any number: what was measured may be undefined. */
export const float = v.custom<number>((raw) => typeof raw === 'number');

/** An array of floats; how long it must be follows from what it stands with. */
export const floats = v.instance(Float32Array);

/** What may be missing or damaged without harm to the rest: undefined then. */
export function ifSound<const Schema extends v.GenericSchema>(schema: Schema) {
  return v.fallback(v.optional(schema), undefined);
}

/** Where the weights are from that a run began with. */
export const keptFromSchema = v.object({ run: v.string(), step: whole });

/** A task's layout as it lies in the database; its measure may be one that is no more. */
export const layoutSchema = v.object({ measure: v.string(), outputSize: whole, sums: whole });
export type StoredLayout = v.InferOutput<typeof layoutSchema>;

/** The layout that a run was kept with, and that of today's measures for its document. */
export interface Layouts {
  readonly stored: readonly StoredLayout[];
  readonly today: readonly TaskLayout[];
}

/** True if what a task's sums were is what they are today. */
export function isUnchanged({ stored, today }: Layouts, task: number): boolean {
  const [before, now] = [stored[task], today[task]];
  return before?.measure === now?.measure && before?.outputSize === now?.outputSize && before?.sums === now?.sums;
}
