import { taskKind } from '../../domain/tasks/task-kinds';
import type { RunRecord } from '../app-state';
import { newestPoint, type NewestPoint } from './newest-point';
import type { RunScore } from './run-summary';
import { onTestImages } from './test-points';

type ScoredRun = Pick<RunRecord, 'experiment' | 'timeline' | 'series'>;

/** What was told of a run last, and of what it followed. */
const told = new WeakMap<ScoredRun['series'], { readonly key: readonly unknown[]; readonly scores: readonly RunScore[] }>();

/**
 * The primary metric of every task at the newest point of a run (`newestPoint` has the rule); empty
 * before the first. The same array until there is a newer one.
 */
export function newestScores(run: ScoredRun): readonly RunScore[] {
  const { series } = run;
  const key = [series.tests, series.steps, run.timeline];
  const last = told.get(series);
  if (last !== undefined && last.key.every((part, place) => part === key[place])) return last.scores;
  const scores = scoresOf(run, newestPoint(run));
  told.set(series, { key, scores });
  return scores;
}

/** The scores that were asked for last of a step that lies back. */
const toldBack = new WeakMap<ScoredRun['series'], { readonly key: readonly unknown[]; readonly scores: readonly RunScore[] }>();

/**
 * The primary metric of every task as it was newest at a step; empty before the first. The same
 * array until another one is asked for.
 */
export function scoresAt(run: ScoredRun, step: number): readonly RunScore[] {
  const { series } = run;
  const last = toldBack.get(series);
  if (last !== undefined && last.key[0] === series.tests && last.key[1] === step) return last.scores;
  const scores = scoresOf(run, newestPoint(run, step));
  toldBack.set(series, { key: [series.tests, step], scores });
  return scores;
}

function scoresOf(run: ScoredRun, point: NewestPoint | undefined): readonly RunScore[] {
  if (point === undefined) return [];
  const { source, test, metrics } = point;
  const earlier = test === undefined || test.subset ? undefined : run.series.tests.findLast((other) => onTestImages(other) && other.images < test.images);
  return run.experiment.tasks.map(({ id, kind }, index) => {
    const [metric] = taskKind(kind).metrics;
    return { task: id, metric, value: metrics[index]?.[metric] ?? Number.NaN, source, ...(earlier === undefined ? {} : { before: earlier.images }) };
  });
}
