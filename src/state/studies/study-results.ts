import { testMetricsOf } from '../../experiment/context';
import type { Experiment } from '../../experiment/schema';
import type { RunResult } from '../../experiment/studies/results';
import type { TestPoint } from '../../protocol/metrics';
import type { RunSeries } from '../runs/run-series';
import { onTestImages } from '../runs/test-points';

/**
 * What a run gave at its end, from the last idle evaluation; undefined until they are there: of all
 * test images, of the sample of those trained on, and of those set aside for validation where the
 * document sets some aside.
 */
export function runResult(experiment: Experiment, series: RunSeries): RunResult | undefined {
  const atEnd = series.tests.filter(({ subset, step }) => !subset && step === series.steps);
  const test = atEnd.findLast(onTestImages);
  const validation = atEnd.findLast(({ split }) => split === 'validation');
  const train = atEnd.findLast(({ split }) => split === 'train');
  const setsAside = experiment.data.validation > 0;
  if (test === undefined || train === undefined || (setsAside && validation === undefined)) return undefined;
  return {
    steps: test.step,
    tasks: experiment.tasks.map(({ id }, task) => ({
      task: id,
      test: scoresOf(experiment, task, test),
      validation: validation === undefined ? null : scoresOf(experiment, task, validation),
      train: scoresOf(experiment, task, train),
    })),
  };
}

function scoresOf(experiment: Experiment, task: number, point: TestPoint): RunResult['tasks'][number]['test'] {
  const metrics = Object.entries(testMetricsOf(experiment, point)[task] ?? {});
  return { loss: finite(point.tasks[task]?.loss), metrics: Object.fromEntries(metrics.map(([metric, value]) => [metric, finite(value)])) };
}

/** What JSON can hold: null in place of what is undefined. */
function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
