import type { Direction, MetricId } from '../../../domain/metrics/metric-kinds';
import { estimate, estimateOfDifferences, verdictOf, type Estimate, type Verdict } from '../../../domain/metrics/comparing/interval';
import { taskKind } from '../../../domain/tasks/task-kinds';
import { ok, type Result } from '../../../lib/result';
import type { Experiment } from '../../schema';
import { singleTaskRuns, checkRunnable, checkSeeds, withSeed } from '../planning';
import type { ComparisonPlan, PlannedRun, Purpose } from '../plans';
import { directionOf, gapOf, objectivesOf, scoreOf, type RunResult, type TaskResult } from '../results';
import { noStudy, type StudyFault } from '../study-fault';

/**
 * The runs of the honest comparison: for every seed all tasks together, as the document stands, and
 * each task by itself.
 */
export function planComparison(base: Experiment, { seeds }: ComparisonPlan): Result<readonly PlannedRun[], StudyFault> {
  if (base.tasks.length < 2) return noStudy('too-few-tasks');
  const checked = [checkSeeds(seeds), checkRunnable(base)].find((check) => !check.ok);
  if (checked?.ok === false) return checked;
  const singleTask = singleTaskRuns(base, seeds);
  if (!singleTask.ok) return singleTask;
  // Seed by seed, so that a comparison that is stopped early has whole pairs.
  return ok(
    seeds.flatMap((seed) => [
      { purpose: { kind: 'together', seed }, document: withSeed(base, seed) },
      ...singleTask.value.filter(({ purpose }) => purpose.kind === 'alone' && purpose.seed === seed),
    ]),
  );
}

/** A run that is over: what it was for and what it gave. */
export interface FinishedRun {
  readonly purpose: Purpose;
  readonly result: RunResult;
}

/**
 * A score of one task: one of its metrics, its loss, or a metric's gap between train and test; with
 * all tasks together and by itself.
 */
export interface ComparedMetric {
  readonly task: string;
  readonly metric: MetricId | 'loss';
  readonly together: Estimate;
  readonly baseline: Estimate;
  /** Together − baseline, of pairs of the same seed. */
  readonly difference: Estimate;
  readonly verdict: Verdict;
}

/** A metric of which it is known which way is better. */
export interface ComparedScore extends ComparedMetric {
  readonly direction: Direction;
}

/** What a comparison found. */
export interface Comparison {
  /** Seeds of which both sides are there, for every task. */
  readonly seeds: readonly number[];
  readonly scores: readonly ComparedScore[];
  /**
   * Train − test of every task's primary metric, which is neither good nor bad by itself; NaN where
   * an older version measured no train images.
   */
  readonly gaps: readonly ComparedMetric[];
  /** Each task's primary metric, by which the comparison is judged, in the order of the tasks. */
  readonly primary: readonly ComparedScore[];
  /**
   * Gain in percent of each seed's run together over its single-task runs; above 0 is better
   * together. Its mean is NaN where it is undefined.
   */
  readonly gain: Estimate;
  readonly verdict: Verdict;
}

/**
 * Together against alone on all test images, metric by metric and in gain. Only seeds whose runs are
 * all there count, so that each difference is of a pair; where a value of one seed is undefined,
 * the estimate is too.
 */
export function compare(tasks: Experiment['tasks'], runs: readonly FinishedRun[]): Comparison {
  const baselines = baselinesBySeed(tasks, runs);
  const pairs = runs.flatMap(({ purpose, result }) => {
    const baseline = purpose.kind === 'together' ? baselines.get(purpose.seed) : undefined;
    return purpose.kind === 'together' && baseline !== undefined ? [{ seed: purpose.seed, together: result.tasks, baseline }] : [];
  });
  const compared = (scoreOfRun: (result: readonly TaskResult[]) => number) => {
    const [together, baseline] = [pairs.map((pair) => scoreOfRun(pair.together)), pairs.map((pair) => scoreOfRun(pair.baseline))];
    const difference = estimateOfDifferences(together.map((value, index) => value - (baseline[index] ?? Number.NaN)));
    return { together: estimate(together), baseline: estimate(baseline), difference, verdict: verdictOf(difference) };
  };
  const scores = objectivesOf(tasks).map((objective): ComparedScore => {
    const metric = objective.kind === 'metric' ? objective.metric : 'loss';
    const values = compared((result) => scoreOf(tasks, result, objective, 'test'));
    return { task: objective.task, metric, direction: directionOf(objective), ...values };
  });
  const gaps = tasks.map(({ id, kind }): ComparedMetric => {
    const [metric] = taskKind(kind).metrics;
    return { task: id, metric, ...compared((result) => gapOf(result, id, metric)) };
  });
  const primary = tasks.flatMap(({ id, kind }) => scores.find(({ task, metric }) => task === id && metric === taskKind(kind).metrics[0]) ?? []);
  const gain = estimateOfDifferences(pairs.map(({ together, baseline }) => scoreOf(tasks, together, { kind: 'gain' }, 'test', baseline)));
  return { seeds: pairs.map(({ seed }) => seed), scores, gaps, primary, gain, verdict: verdictOf(gain) };
}

/**
 * The baselines of each seed: what each task reached by itself. Seeds of which a task is missing
 * are left out.
 */
export function baselinesBySeed(
  tasks: Experiment['tasks'],
  runs: readonly FinishedRun[],
): ReadonlyMap<number, readonly TaskResult[]> {
  const found = new Map<number, TaskResult[]>();
  for (const { purpose, result } of runs) {
    if (purpose.kind !== 'alone') continue;
    const own = result.tasks.find(({ task }) => task === purpose.task);
    if (own !== undefined) found.set(purpose.seed, [...(found.get(purpose.seed) ?? []), own]);
  }
  const whole = [...found].filter(([, own]) => tasks.every(({ id }) => own.some(({ task }) => task === id)));
  return new Map(whole);
}
