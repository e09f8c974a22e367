import { sharesDiffer } from '../../../domain/metrics/comparing/shares';
import { isBetter, metricKind, type MetricId } from '../../../domain/metrics/metric-kinds';
import type { RunRecord } from '../../../state/app-state';
import { newestPoint } from '../../../state/runs/newest-point';
import { newestScores } from '../../../state/runs/run-scores';

type EndedRun = Pick<RunRecord, 'experiment' | 'timeline' | 'series'>;

/**
 * What a difference from the run before says. 'unknown': of this metric nobody can tell from one run
 * each what chance does.
 */
export interface Change {
  /** Now − before, in the unit of the metric. */
  readonly difference: number;
  readonly verdict: 'better' | 'worse' | 'no-difference-shown' | 'unknown';
}

/** What a run reached for one task. */
export interface Reached {
  readonly task: string;
  readonly metric: MetricId;
  readonly value: number;
  /** Undefined where no run before can be compared with. */
  readonly change: Change | undefined;
}

/** What a run reached on all test images. */
export interface Finish {
  readonly images: number;
  /** On how many it was tested before, where that was fewer. */
  readonly before: number | undefined;
  readonly tasks: readonly Reached[];
}

/**
 * What a run reached on all test images, against the run before where that was tested on as many
 * images of the same data set; undefined where its newest point is no such test.
 */
export function finishOf(run: EndedRun, runBefore: EndedRun | undefined): Finish | undefined {
  const test = newestPoint(run)?.test;
  if (test === undefined || test.subset) return undefined;
  const scores = newestScores(run);
  const other = runBefore === undefined ? undefined : comparable(run, runBefore);
  return {
    images: test.images,
    before: scores[0]?.before,
    tasks: scores.map(({ task, metric, value }, index) => ({
      task,
      metric,
      value,
      change: other === undefined ? undefined : changeOf(metric, { value, images: test.tasks[index]?.count ?? 0 }, other(task, metric)),
    })),
  };
}

interface Measured {
  readonly value: number;
  readonly images: number;
}

/** What the run before reached for a task of that id and metric; undefined where it cannot be set beside it. */
function comparable(run: EndedRun, before: EndedRun): ((task: string, metric: MetricId) => Measured | undefined) | undefined {
  const test = newestPoint(before)?.test;
  const [data, other] = [run.experiment.data, before.experiment.data];
  if (test === undefined || test.subset || data.dataset !== other.dataset || data.test !== other.test) return undefined;
  const scores = newestScores(before);
  return (task, metric) => {
    const index = scores.findIndex((score) => score.task === task && score.metric === metric);
    const [score, tested] = [scores[index], test.tasks[index]];
    return score === undefined || tested === undefined ? undefined : { value: score.value, images: tested.count };
  };
}

function changeOf(metric: MetricId, now: Measured, before: Measured | undefined): Change | undefined {
  if (before === undefined || !Number.isFinite(now.value - before.value)) return undefined;
  const difference = now.value - before.value;
  if (difference === 0) return { difference, verdict: 'no-difference-shown' };
  if (metric !== 'accuracy') return { difference, verdict: 'unknown' };
  const differs = sharesDiffer({ share: now.value, images: now.images }, { share: before.value, images: before.images });
  if (!differs) return { difference, verdict: 'no-difference-shown' };
  return { difference, verdict: isBetter(metricKind(metric).direction, now.value, before.value) ? 'better' : 'worse' };
}
