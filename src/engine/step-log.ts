import { concat, tidy, type Tensor1D } from '@tensorflow/tfjs-core';
import type { LayerConflict } from '../protocol/metrics';
import type { Plan } from './compile';
import type { StepLog } from './trainer-contract';

/** What one step leaves in the log; the figures stay on the device until they are read. */
export interface LogEntry {
  /** [tasks + sums] */
  readonly figures: Tensor1D;
  readonly weights: readonly number[];
  /** The total, where the method has one of its own; otherwise it is the weighted sum of the losses. */
  readonly value: number | undefined;
  readonly conflicts: readonly LayerConflict[];
  readonly converged: boolean;
}

/** Reads the log of consecutive steps in one go, and frees it. `firstStep`: steps taken before the first of them. */
export async function readLog(plan: Plan, firstStep: number, entries: readonly LogEntry[]): Promise<StepLog> {
  if (entries.length === 0) return logOf(plan, firstStep, entries, new Float32Array());
  const whole = tidy(() => concat(entries.map((entry) => entry.figures)));
  disposeLog(entries);
  const figures = Float32Array.from(await whole.data());
  whole.dispose();
  const [length, tasks] = [figures.length / entries.length, plan.tasks.length];
  const bad = figures.findIndex((value, place) => place % length < tasks && !Number.isFinite(value));
  if (bad < 0) return logOf(plan, firstStep, entries, figures);
  const rows = Math.floor(bad / length);
  const log = logOf(plan, firstStep, entries.slice(0, rows), figures);
  return { ...log, notFinite: { step: firstStep + rows + 1, task: bad % length } };
}

/** Frees what was not read. */
export function disposeLog(entries: readonly LogEntry[]): void {
  for (const entry of entries) entry.figures.dispose();
}

function logOf(plan: Plan, firstStep: number, entries: readonly LogEntry[], figures: Float32Array): StepLog {
  const tasks = plan.tasks.length;
  const losses = new Float32Array(entries.length * tasks);
  const sums = new Float32Array(entries.length * plan.sumsLength);
  const weights = new Float32Array(entries.length * tasks);
  const totals = new Float32Array(entries.length);
  const notConverged: number[] = [];
  for (const [row, entry] of entries.entries()) {
    const start = row * (tasks + plan.sumsLength);
    const own = figures.subarray(start, start + tasks);
    losses.set(own, row * tasks);
    sums.set(figures.subarray(start + tasks, start + tasks + plan.sumsLength), row * plan.sumsLength);
    weights.set(entry.weights, row * tasks);
    totals[row] = entry.value ?? own.reduce((sum, loss, task) => sum + loss * (entry.weights[task] ?? 0), 0);
    if (!entry.converged) notConverged.push(firstStep + row + 1);
  }
  const conflicts = entries.flatMap((entry) => entry.conflicts);
  return { firstStep, steps: entries.length, losses, sums, totals, weights, conflicts, notConverged };
}
