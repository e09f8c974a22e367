import { balancingMethods, type BalancingId } from '../../../domain/balancing/balancing-methods';
import { ok, type Result } from '../../../lib/result';
import { isKeyOf } from '../../../lib/keys';
import type { Experiment } from '../../schema';
import { singleTaskRuns, checkDistinct, checkRunCount, checkRunnable, checkSeeds, withSeed, withValidation } from '../planning';
import type { PlannedRun, SweepAxis, SweepPlan } from '../plans';
import { noStudy, type StudyFault } from '../study-fault';
import { withField } from './sweep-fields';

/** The values along an axis, one for each cell. */
export function cellValues(axis: SweepAxis): readonly (number | BalancingId)[] {
  return axis.kind === 'field' ? axis.values : axis.methods;
}

/**
 * The runs of a sweep: every value of the axis with every seed, seed by seed; first, where asked
 * for, each task by itself. Every document sets train images aside, so that the best cell can be
 * chosen without a look at the test images. Refused as a whole, with the first reason, where one of
 * the documents cannot be.
 */
export function planSweep(base: Experiment, { axis, seeds, alone }: SweepPlan): Result<readonly PlannedRun[], StudyFault> {
  const values = cellValues(axis);
  if (values.length === 0) return noStudy('no-values');
  const count = seeds.length * (values.length + (alone ? base.tasks.length : 0));
  const checked = [checkSeeds(seeds), checkDistinct(values), checkRunCount(count)].find((check) => !check.ok);
  if (checked?.ok === false) return checked;
  const cells: Experiment[] = [];
  for (const value of values) {
    const cell = cellDocument(base, axis, value);
    if (!cell.ok) return cell;
    const runnable = checkRunnable(cell.value, value);
    if (!runnable.ok) return runnable;
    cells.push(cell.value);
  }
  const baselines = alone ? baselineRuns(base, seeds) : ok([]);
  if (!baselines.ok) return baselines;
  const runs = seeds.flatMap((seed) =>
    cells.map((document, cell): PlannedRun => ({ purpose: { kind: 'cell', cell, seed }, document: withSeed(document, seed) })),
  );
  return ok([...baselines.value, ...runs]);
}

function baselineRuns(base: Experiment, seeds: readonly number[]): Result<readonly PlannedRun[], StudyFault> {
  const document = withValidation(base);
  if (!document.ok) return document;
  const runnable = checkRunnable(base);
  return runnable.ok ? singleTaskRuns(document.value, seeds) : runnable;
}

function cellDocument(base: Experiment, axis: SweepAxis, value: number | BalancingId): Result<Experiment, StudyFault> {
  const cell = withSetting(base, axis, value);
  return cell.ok ? withValidation(cell.value) : cell;
}

/**
 * The document with one value of an axis, and nothing else changed: what a person takes over from a
 * sweep.
 */
export function withSetting(base: Experiment, axis: SweepAxis, value: number | BalancingId): Result<Experiment, StudyFault> {
  return axis.kind === 'field' ? withField(base, axis.path, Number(value)) : withMethod(base, value);
}

/** The document with another method on its defaults; its own method keeps its values. */
function withMethod(base: Experiment, method: number | string): Result<Experiment, StudyFault> {
  if (!isKeyOf(balancingMethods)(method)) return noStudy('unknown-method', { given: method });
  return ok(method === base.balancing.method ? base : { ...base, balancing: { method, values: {} } });
}
