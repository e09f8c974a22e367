import type { Problem } from '../../protocol/problem';
import type { RunRecord } from '../app-state';
import type { Mark } from '../runs/run-series';

const ending = '.notFinite';

/**
 * The run with a mark at the step whose loss or metric was no number, by the problem that said so.
 * The series holds no such step: the worker goes back to the last good one.
 */
export function markNotFinite(run: RunRecord, { params: { task, step } }: Problem): RunRecord {
  if (typeof step !== 'number') return run;
  const mark: Mark = { step, field: `tasks.${String(task)}${ending}`, from: '', to: '' };
  return { ...run, marks: [...run.marks.filter((old) => old.step !== step || old.field !== mark.field), mark] };
}

/** True for these marks, which tell what happened: they stay where a run goes back behind them. */
export function isNotFinite({ field }: Pick<Mark, 'field'>): boolean {
  return field.endsWith(ending);
}
