import { concat, tidy, type Tensor1D } from '@tensorflow/tfjs-core';
import { sumsPlaces } from '../../domain/metrics/task-metrics';
import type { StepNote } from '../../domain/balancing/step-notes';
import type { NotedSteps, TaskStep } from '../../protocol/metrics';
import type { Plan } from '../../plan/compile';
import type { PlanPart } from '../../plan/part';
import { conflictColumns, type MeasuredConflict } from './conflict';
import { taskNotFinite } from './not-finite';
import type { Measured } from './step-contract';
import type { StepLog } from '../trainer-contract';

/** What one step leaves in the log; the accumulators stay on the device until they are read. */
export interface LogEntry {
  /** [tasks + sums], of `part` where that is not all tasks; undefined where nobody had a label. */
  readonly accumulators: Tensor1D | undefined;
  /**
   * The tasks that had labels in the step, with the plan of theirs, in whose order all arrays here
   * are; undefined where all had.
   */
  readonly part: Pick<PlanPart, 'plan' | 'tasks'> | undefined;
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
  const accumulators = entries.flatMap((entry) => entry.accumulators ?? []);
  const parts = [...accumulators, ...entries.flatMap(({ measured }) => measured?.grams ?? [])];
  const lengths = parts.map(({ size }) => size);
  const whole = parts.length === 0 ? undefined : tidy(() => concat(parts));
  disposeLog(entries);
  // A copy, since a backend may hand out its own memory.
  const values = Float32Array.from((await whole?.data()) ?? []);
  whole?.dispose();
  let done = 0;
  const read = lengths.map((length) => values.subarray(done, (done += length))).values();
  const next = () => read.next().value ?? new Float32Array();
  const rows = entries.map((entry): ReadEntry => ({ ...entry, part: entry.part ?? allOf(plan), accumulators: entry.accumulators === undefined ? undefined : next() }));
  const measures = entries.map(({ measured }) => (measured === undefined ? undefined : next()));
  for (const [row, { accumulators: own, part }] of rows.entries()) {
    const task = own && taskNotFinite(part.plan, own);
    if (task === undefined) continue;
    const log = logOf(plan, firstStep, rows.slice(0, row), measures);
    return { ...log, notFinite: { step: firstStep + row + 1, task: part.tasks[task] ?? task } };
  }
  return logOf(plan, firstStep, rows, measures);
}

/** Frees what was not read. */
export function disposeLog(entries: readonly LogEntry[]): void {
  for (const { accumulators, measured } of entries) {
    accumulators?.dispose();
    measured?.grams.dispose();
  }
}

/** An entry whose accumulators were read. */
interface ReadEntry extends Omit<LogEntry, 'accumulators' | 'part'> {
  readonly accumulators: Float32Array | undefined;
  readonly part: NonNullable<LogEntry['part']>;
}

function allOf(plan: Plan): ReadEntry['part'] {
  return { plan, tasks: [...plan.tasks.keys()] };
}

/** `measures`: what was measured of the tasks' conflict, step by step. */
function logOf(plan: Plan, firstStep: number, entries: readonly ReadEntry[], measures: readonly (Float32Array | undefined)[]): StepLog {
  const tasks = plan.tasks.length;
  const losses = rowsOf(tasks, entries, ({ accumulators }) => accumulators);
  const sums = new Float32Array(entries.length * plan.sumsLength);
  const totals = new Float32Array(entries.length).fill(Number.NaN);
  const places = sumsPlaces(plan.layout);
  for (const [row, { accumulators, part, value, weights }] of entries.entries()) {
    if (accumulators === undefined) continue;
    const count = part.tasks.length;
    const behindLosses = accumulators.subarray(count);
    for (const [index, { offset, size }] of sumsPlaces(part.plan.layout).entries()) {
      const place = places[part.tasks[index] ?? -1];
      if (place !== undefined) sums.set(behindLosses.subarray(offset, offset + size), row * plan.sumsLength + place.offset);
    }
    const own = accumulators.subarray(0, count);
    totals[row] = value ?? own.reduce((sum, loss, task) => sum + loss * (weights === undefined ? 1 : (weights[task] ?? 0)), 0);
  }
  const lengths = entries.every(({ cosines }) => cosines === undefined) ? undefined : Float32Array.from(entries, ({ length = Number.NaN }) => length);
  const notes = notesOf(firstStep, entries);
  const taskSteps = entries.flatMap(({ only }, row): TaskStep[] => (only === undefined ? [] : [{ step: firstStep + row + 1, task: only }]));
  return {
    firstStep,
    steps: entries.length,
    losses,
    sums,
    totals,
    weights: rowsOf(tasks, entries, ({ weights }) => weights),
    conflicts: conflictColumns(measuredIn(firstStep, entries, measures)),
    ...(lengths === undefined ? {} : { cosines: rowsOf(tasks, entries, ({ cosines }) => cosines), lengths }),
    ...(notes.length === 0 ? {} : { notes }),
    ...(taskSteps.length === 0 ? {} : { taskSteps }),
  };
}

/**
 * [steps, tasks] of what each step has for its tasks, in their order; NaN for a task that was absent
 * from it, and in a step that has none.
 */
function rowsOf(tasks: number, entries: readonly ReadEntry[], values: (entry: ReadEntry) => ArrayLike<number> | undefined): Float32Array {
  const all = new Float32Array(entries.length * tasks).fill(Number.NaN);
  for (const [row, entry] of entries.entries()) {
    const own = values(entry);
    for (const [index, task] of entry.part.tasks.entries()) all[row * tasks + task] = own?.[index] ?? Number.NaN;
  }
  return all;
}

function notesOf(firstStep: number, entries: readonly ReadEntry[]): readonly NotedSteps[] {
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

function measuredIn(firstStep: number, entries: readonly ReadEntry[], measures: readonly (Float32Array | undefined)[]): MeasuredConflict[] {
  return entries.flatMap(({ measured, part: { tasks } }, row): MeasuredConflict[] => {
    const grams = measures[row];
    return measured === undefined || grams === undefined ? [] : [{ step: firstStep + row + 1, tasks, places: measured.places, grams }];
  });
}
