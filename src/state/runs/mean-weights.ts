import { liveSettings, type LiveSettings } from '../../experiment/live-settings';
import type { Experiment } from '../../experiment/schema';
import type { RunRecord } from '../app-state';

/** Effective weights are shown as means over at most so many last steps. */
const window = 50;

type Weighed = Pick<RunRecord, 'experiment' | 'timeline' | 'series'>;

/**
 * Steps taken by a run before it came to weigh its tasks as the document asks: by the method, its
 * parameters and the set weights. Undefined while the change to that is still on its way to the
 * worker.
 */
export function weightedSince({ experiment, timeline }: Pick<Weighed, 'experiment' | 'timeline'>, asked: Experiment): number | undefined {
  const wanted = weighting(liveSettings(asked));
  const stretches = [{ step: 0, live: liveSettings(experiment) }, ...timeline];
  const other = stretches.findLastIndex(({ live }) => weighting(live) !== wanted);
  return stretches[other + 1]?.step;
}

/**
 * [tasks] The effective weights of a run that trains this document, averaged over its last steps,
 * but over none from before the last change of method or weights: two methods' weights, or cosines
 * and weights, have no mean. Undefined before the first such step; not-a-number where the updates
 * were no weighted sums.
 */
export function meanWeights(run: Weighed, asked: Experiment): readonly number[] | undefined {
  const since = weightedSince(run, asked);
  return since === undefined ? undefined : run.series.meanWeights(Math.max(since, run.series.steps - window));
}

function weighting({ balancing, weights }: LiveSettings): string {
  return JSON.stringify([balancing, weights]);
}
