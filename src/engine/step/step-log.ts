import { concat, tidy, type Tensor1D } from '@tensorflow/tfjs-core';
import type { StepNote } from '../../domain/balancing/step-notes';
import type { NotedSteps, TaskStep } from '../../protocol/metrics';
import type { Plan } from '../../plan/compile';
import { conflictColumns, type MeasuredConflict } from './conflict';
import { taskNotFinite } from './not-finite';
import type { Measured } from './step-contract';
import type { StepLog } from '../trainer-contract';

/** What one step leaves in the log; the accumulators stay on the device until they are read. */
export interface LogEntry {
  /** [tasks + sums] */
  readonly accumulators: Tensor1D;
  /** [tasks] effective weights; undefined where the direction is no weighted sum. */
  readonly weights: readonly number[] | undefined;
  /** [tasks] cosines of the tasks' gradients and the direction, in the latter case. */
  readonly cosines: readonly number[] | undefined;
  /** ‖d‖ of that direction, likewise. */
  readonly length: number | undefined;
  /**
   * The total, where the method has one of its own; otherwise it is the weighted sum of the losses
   * (the plain one, without weights).
   */
  readonly value: number | undefined;
  readonly measured: Measured | undefined;
  readonly notes: readonly StepNote[];
  /** The task of a step that a person took on one task alone. */
  readonly only: number | undefined;
}

/**
 * Reads the log of consecutive steps in one go, and frees it. `firstStep`: steps taken before the
 * first of them.
 */
export async function readLog(plan: Plan, firstStep: number, entries: readonly LogEntry[]): Promise<StepLog> {
  if (entries.length === 0) return logOf(plan, firstStep, [], new Float32Array(), new Float32Array());
  const grams = entries.flatMap(({ measured }) => (measured === undefined ? [] : [measured.grams]));
  const whole = tidy(() => concat([...entries.map((entry) => entry.accumulators), ...grams]));
  disposeLog(entries);
  const values = Float32Array.from(await whole.data());
  whole.dispose();
  const tasks = plan.tasks.length;
  const length = tasks + plan.sumsLength;
  const accumulators = values.subarray(0, entries.length * length);
  const measures = values.subarray(accumulators.length);
  for (const rows of entries.keys()) {
    const task = taskNotFinite(plan, accumulators.subarray(rows * length, (rows + 1) * length));
    if (task === undefined) continue;
    const log = logOf(plan, firstStep, entries.slice(0, rows), accumulators, measures);
    return { ...log, notFinite: { step: firstStep + rows + 1, task } };
  }
  return logOf(plan, firstStep, entries, accumulators, measures);
}

/** Frees what was not read. */
export function disposeLog(entries: readonly LogEntry[]): void {
  for (const { accumulators, measured } of entries) {
    accumulators.dispose();
    measured?.grams.dispose();
  }
}

function logOf(
  plan: Plan,
  firstStep: number,
  entries: readonly LogEntry[],
  accumulators: Float32Array,
  measures: Float32Array,
): StepLog {
  const tasks = plan.tasks.length;
  const losses = new Float32Array(entries.length * tasks);
  const sums = new Float32Array(entries.length * plan.sumsLength);
  const weights = new Float32Array(entries.length * tasks).fill(Number.NaN);
  const totals = new Float32Array(entries.length);
  for (const [row, entry] of entries.entries()) {
    const start = row * (tasks + plan.sumsLength);
    const own = accumulators.subarray(start, start + tasks);
    losses.set(own, row * tasks);
    sums.set(accumulators.subarray(start + tasks, start + tasks + plan.sumsLength), row * plan.sumsLength);
    if (entry.weights !== undefined) weights.set(entry.weights, row * tasks);
    totals[row] = entry.value ?? own.reduce((sum, loss, task) => sum + loss * (entry.weights === undefined ? 1 : (entry.weights[task] ?? 0)), 0);
  }
  const cosines = cosinesOf(tasks, entries);
  const lengths = cosines && Float32Array.from(entries, ({ length = Number.NaN }) => length);
  const notes = notesOf(firstStep, entries);
  const taskSteps = entries.flatMap(({ only }, row): TaskStep[] => (only === undefined ? [] : [{ step: firstStep + row + 1, task: only }]));
  return {
    firstStep,
    steps: entries.length,
    losses,
    sums,
    totals,
    weights,
    conflicts: conflictColumns(tasks, measuredIn(firstStep, entries, measures)),
    ...(cosines === undefined ? {} : { cosines }),
    ...(lengths === undefined ? {} : { lengths }),
    ...(notes.length === 0 ? {} : { notes }),
    ...(taskSteps.length === 0 ? {} : { taskSteps }),
  };
}

/** [steps, tasks], NaN where a step has none; undefined where no step has any. */
function cosinesOf(tasks: number, entries: readonly LogEntry[]): Float32Array | undefined {
  if (entries.every((entry) => entry.cosines === undefined)) return undefined;
  const all = new Float32Array(entries.length * tasks).fill(Number.NaN);
  for (const [row, { cosines }] of entries.entries()) if (cosines !== undefined) all.set(cosines, row * tasks);
  return all;
}

function notesOf(firstStep: number, entries: readonly LogEntry[]): readonly NotedSteps[] {
  const found = new Map<StepNote, NotedSteps>();
  for (const [row, { notes }] of entries.entries()) {
    for (const note of new Set(notes)) {
      const step = firstStep + row + 1;
      const before = found.get(note);
      found.set(note, { note, count: (before?.count ?? 0) + 1, first: before?.first ?? step, last: step });
    }
  }
  return [...found.values()];
}

function measuredIn(firstStep: number, entries: readonly LogEntry[], measures: Float32Array): MeasuredConflict[] {
  let read = 0;
  return entries.flatMap(({ measured }, row) => {
    if (measured === undefined) return [];
    const { places, grams } = measured;
    return [{ step: firstStep + row + 1, places, grams: measures.subarray(read, (read += grams.size)) }];
  });
}
