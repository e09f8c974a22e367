import { useMemo } from 'react';
import { meanWeights } from '../../../state/runs/mean-weights';
import { useApp } from '../../common/app-store';
import { matchingRun } from '../../common/live-readings';
import { sliderMaximum } from './weight-scale';

/** What the balancing method on the desk gives the tasks. */
interface EffectiveWeights {
  /** In the order of the tasks; not-a-number where the updates were no weighted sums. */
  readonly weights: readonly number[];
  /** The weight that fills a bar: the same for all tasks. */
  readonly full: number;
}

/**
 * The weights that the balancing method on the desk gave each task lately; undefined before its
 * first step.
 */
export function useEffectiveWeights(): EffectiveWeights | undefined {
  const run = useApp(matchingRun);
  const published = useApp((state) => state.session.published);
  const experiment = useApp((state) => state.document.experiment);
  return useMemo(() => {
    // The series grows in place; `published` says when it has.
    void published;
    const weights = run === undefined ? undefined : meanWeights(run, experiment);
    return weights && { weights, full: sliderMaximum(weights.filter(Number.isFinite).map(Math.abs), false) };
  }, [run, published, experiment]);
}
