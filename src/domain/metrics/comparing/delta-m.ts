import { fail, ok, type Result } from '../../../lib/result';
import { type Direction, type MetricId, metricKind } from '../metric-kinds';

/** One metric of one task, measured for a method and for what it is compared with. */
export interface MetricChange {
  readonly direction: Direction;
  readonly base: number;
  readonly value: number;
}

/** Why Δm has no value, and at which task and metric (their places in what was given). */
export interface DeltaMFault {
  /**
   * 'base-not-positive': there is no change in percent of 0, and that of a negative base would have
   * the wrong sign; 'not-a-number': a metric was not measured or not defined; 'no-metric': a task
   * has none, or there is no task.
   */
  readonly code: 'base-not-positive' | 'not-a-number' | 'no-metric';
  readonly task: number;
  readonly metric: number;
}

/**
 * Δm, the change against baselines in percent: the mean over tasks of the mean over a task's
 * metrics of ±(M − M_base) / M_base, with − where higher is better. Lower is better; negative means
 * better than the baselines. (Maninis et al. 2019, "Attentive Single-Tasking of Multiple Tasks";
 * with several metrics a task as in Vandenhende et al. 2021.) One metric without a value leaves the
 * whole undefined: a mean of the rest would look like one of all.
 * @param tasks [tasks][metrics of that task]
 */
export function deltaM(tasks: readonly (readonly MetricChange[])[]): Result<number, DeltaMFault> {
  if (tasks.length === 0) return fail({ code: 'no-metric', task: 0, metric: 0 });
  let total = 0;
  for (const [task, metrics] of tasks.entries()) {
    if (metrics.length === 0) return fail({ code: 'no-metric', task, metric: 0 });
    let sum = 0;
    for (const [metric, { direction, base, value }] of metrics.entries()) {
      if (!Number.isFinite(base) || !Number.isFinite(value)) return fail({ code: 'not-a-number', task, metric });
      if (base <= 0) return fail({ code: 'base-not-positive', task, metric });
      const change = (value - base) / base;
      sum += direction === 'higher' ? -change : change;
    }
    total += sum / metrics.length;
  }
  // Never −0: nothing changed is plain 0.
  return ok((100 * total) / tasks.length + 0);
}

/**
 * Gain over the baselines in percent, the one measure that is shown: −Δm, so that above 0 is better
 * than the baselines and below 0 is worse. Undefined where Δm is.
 * @param tasks [tasks][metrics of that task]
 */
export function gain(tasks: readonly (readonly MetricChange[])[]): Result<number, DeltaMFault> {
  const delta = deltaM(tasks);
  return delta.ok ? ok(0 - delta.value) : delta;
}

/**
 * The metrics of a task that enter Δm: the primary one, which is the first. Never R², which is 0
 * for a baseline that knows nothing and negative below: no share of it can be taken.
 */
export function comparableMetrics(metrics: readonly MetricId[]): readonly MetricId[] {
  return metrics.filter((metric) => metricKind(metric).mayBePrimary).slice(0, 1);
}
