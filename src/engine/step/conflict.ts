import { reshape, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { ConflictColumn } from '../../protocol/metrics';
import type { Plan } from '../../plan/compile';
import type { Frozen } from './frozen';
import type { Stretch } from '../../lib/stretch';
import { taskGram } from '../operations/vectors';
import { sharedStretches } from '../../plan/sharing';

/** Some shared weights, and the tasks that share them. */
export interface ConflictPlace extends Stretch {
  /** Undefined for all of them together. */
  readonly layer: string | undefined;
  readonly tasks: readonly number[];
  /**
   * In a step from which tasks are absent: all tasks that share these weights, as indices among all
   * tasks of the document, so that the measure stands beside those of other steps.
   */
  readonly column?: readonly number[];
}

/**
 * Where the tasks' conflict is measured: all shared weights together first, then layer by layer.
 * None where nothing is shared.
 */
export function conflictPlaces(plan: Plan, frozen: Frozen): readonly ConflictPlace[] {
  const layers = sharedStretches(plan, frozen);
  if (layers.length === 0) return [];
  const tasks = [...plan.tasks.keys()].filter((task) => layers.some((layer) => layer.tasks.includes(task)));
  return [{ layer: undefined, tasks, offset: 0, size: plan.sharedLength }, ...layers];
}

/**
 * The Gram matrices at these places, [places · tasks · tasks]; `jacobian` [tasks, shared weights].
 */
export function conflictGrams(jacobian: Tensor2D, places: readonly ConflictPlace[]): Tensor1D {
  const grams = taskGram(jacobian, places);
  return reshape(grams, [grams.size]);
}

/** What one step measured, read: `grams` [places, tasks, tasks]. */
export interface MeasuredConflict {
  /** Steps taken. */
  readonly step: number;
  /** The tasks that took part in it, as indices among all; places count among these. */
  readonly tasks: readonly number[];
  readonly places: readonly ConflictPlace[];
  readonly grams: Float32Array;
}

/** Measures of consecutive steps as columns; NaN for a task that was absent. */
export function conflictColumns(measured: readonly MeasuredConflict[]): ConflictColumn[] {
  const found = new Map<string, { column: Pick<ConflictColumn, 'layer' | 'tasks'>; steps: number[]; grams: number[] }>();
  for (const { step, tasks: present, places, grams } of measured) {
    const tasks = present.length;
    for (const [index, place] of places.entries()) {
      const own = place.column ?? place.tasks.flatMap((task) => present.slice(task, task + 1));
      const key = JSON.stringify([place.layer, own]);
      const column = found.get(key) ?? { column: { layer: place.layer, tasks: own }, steps: [], grams: [] };
      const rows = own.map((task) => place.tasks.find((row) => present[row] === task) ?? Number.NaN);
      found.set(key, column);
      column.steps.push(step);
      const at = (row: number, other: number) => grams[(index * tasks + row) * tasks + other] ?? Number.NaN;
      for (const row of rows) column.grams.push(...rows.map((other) => at(row, other)));
    }
  }
  return [...found.values()].map(({ column, steps, grams }) => ({
    ...column,
    steps: Uint32Array.from(steps),
    grams: Float32Array.from(grams),
  }));
}
