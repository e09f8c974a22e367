import { sumsPlaces, taskMetrics } from '../../domain/metrics/task-metrics';
import type { MetricId } from '../../domain/metrics/metric-kinds';
import { batchSizeOf, tasksOf, testMetricsOf } from '../../experiment/context';
import type { TestPoint } from '../../protocol/metrics';
import type { RunRecord } from '../app-state';
import type { FigureSource } from './run-summary';
import { onTestImages } from './test-points';

type MeasuredRun = Pick<RunRecord, 'experiment' | 'timeline' | 'series'>;

/** Batches of more steps than this are no newest point any more. */
const mostSteps = 50;

/** The newest of a run's points of what is measured of every task. */
export interface NewestPoint {
  readonly source: FigureSource;
  /** Per task, in the order of the document; not-a-number where one is not defined or not known. */
  readonly metrics: readonly Readonly<Partial<Record<MetricId, number>>>[];
  /** [tasks] */
  readonly losses: readonly number[];
  /** The test, where it is one. */
  readonly test: TestPoint | undefined;
}

/**
 * The one rule for every figure that stands for a run now: the newest test on test images, until the
 * next one is due (after as many steps as lie between two tests, at most 50). Where that was left
 * out, since tests may not hold up training, or where nothing was tested yet, it is the batches of
 * the last so many steps. Undefined before the first point.
 * @param taken so many steps, where it is looked back to when the run had taken no more
 */
export function newestPoint(run: MeasuredRun, taken: number = run.series.steps): NewestPoint | undefined {
  const test = run.series.tests.findLast((one) => onTestImages(one) && one.step <= taken);
  const steps = Math.min(mostSteps, (run.timeline.at(-1)?.live ?? run.experiment.training).evaluateEvery);
  const isDue = taken > 0 && (test === undefined || taken >= test.step + steps);
  return (isDue ? ofBatches(run, steps, taken) : undefined) ?? (test === undefined ? undefined : ofTest(run, test));
}

function ofTest({ experiment }: MeasuredRun, test: TestPoint): NewestPoint {
  return {
    source: { of: 'test', images: test.images, step: test.step },
    metrics: testMetricsOf(experiment, test),
    losses: test.tasks.map(({ loss }) => loss),
    test,
  };
}

/** Undefined where nothing is known of these batches, as of steps that another version logged. */
function ofBatches({ experiment, series }: MeasuredRun, steps: number, last: number): NewestPoint | undefined {
  const from = Math.max(0, last - steps);
  const taken = last - from;
  const sums = series.sumsBetween(from, last);
  const places = sumsPlaces(series.layout);
  const metrics = tasksOf(experiment).map((task, index) => {
    const place = places[index];
    return place === undefined ? {} : taskMetrics(task, sums.subarray(place.offset, place.offset + place.size));
  });
  if (!metrics.some((known) => Object.values(known).some(Number.isFinite))) return undefined;
  return {
    source: { of: 'batches', images: taken * batchSizeOf(experiment), step: last },
    metrics,
    losses: experiment.tasks.map((_, task) => {
      const losses = Array.from({ length: taken }, (_unused, step) => series.lossAt(task, from + step + 1)).filter(Number.isFinite);
      return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    }),
    test: undefined,
  };
}
