import type { CurveMetricId } from '../../domain/metrics/metric-kinds';
import { taskKind } from '../../domain/tasks/task-kinds';
import { plannedSteps } from '../../experiment/context';
import type { RunRecord } from '../app-state';
import { lossChart, metricChart, type ChartPoint } from './chart-data';
import { bucketWidth } from '../runs/run-series';
import { lossKey, questionKey } from './question';

/**
 * A metric of one task that several runs can be compared by: the training loss, or a metric on test
 * images.
 */
export interface RunMetric {
  readonly task: string;
  /** What the task asks, and for the loss by which one it is trained: a key. */
  readonly question: string;
  readonly metric: CurveMetricId | 'loss';
}

/** Every metric that at least one of the runs has, each once, in the order of the tasks. */
export function metricsOf(records: readonly RunRecord[]): readonly RunMetric[] {
  const found = new Map<string, RunMetric>();
  for (const { experiment } of records) {
    for (const task of experiment.tasks) {
      for (const metric of [...taskKind(task.kind).metrics, 'loss' as const]) {
        const question = keyFor(metric)(experiment, task);
        found.set(`${task.id} ${metric} ${question}`, { task: task.id, question, metric });
      }
    }
  }
  return [...found.values()];
}

/** The task of a document that a metric is of; undefined where that has no such task. */
export function askedTask(experiment: RunRecord['experiment'], { task, question, metric }: RunMetric): RunRecord['experiment']['tasks'][number] | undefined {
  return experiment.tasks.find((one) => one.id === task && keyFor(metric)(experiment, one) === question);
}

function keyFor(metric: RunMetric['metric']): typeof questionKey {
  return metric === 'loss' ? lossKey : questionKey;
}

/** The last step of an axis on which all these runs fit. */
export function lastStepOf(records: readonly RunRecord[]): number {
  return Math.max(1, ...records.map(({ experiment, series }) => Math.max(plannedSteps(experiment), series.steps)));
}

/**
 * One metric of each run, at most 100 points a run, all in buckets of the same width; no points for
 * a run whose tasks do not have it. Metrics are of the tests while it trained, and of those on all
 * test images, which come at its end.
 * @param lastStep of the axis
 */
export function runLines(records: readonly RunRecord[], wanted: RunMetric, lastStep: number): readonly (readonly ChartPoint[])[] {
  const width = bucketWidth(lastStep);
  const { task, metric } = wanted;
  return records.map((record) => {
    const asked = askedTask(record.experiment, wanted);
    if (asked === undefined) return [];
    const index = record.experiment.tasks.indexOf(asked);
    if (metric === 'loss') return lossChart(record, undefined, width, false).lines.find(({ key }) => key === task)?.points ?? [];
    const { lines, fullTests } = metricChart(record, undefined, width, metric);
    const full = fullTests.filter((one) => one.task === index).map(({ x, y }) => ({ x, y }));
    const tests = lines.find(({ role, task: place }) => role === 'test' && place === index)?.points ?? [];
    return [...tests.filter(({ x }) => full.every((one) => one.x !== x)), ...full].sort((one, other) => one.x - other.x);
  });
}
