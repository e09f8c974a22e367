import { useMemo } from 'react';
import { meanWeights } from '../../state/mean-weights';
import { useApp } from '../common/app-store';
import { matchingRun } from '../common/live-readings';

/** The weights that the balancing method on the desk gave each task lately; undefined before its first step. */
export function useEffectiveWeights(): readonly number[] | undefined {
  const run = useApp(matchingRun);
  const published = useApp((state) => state.session.published);
  const experiment = useApp((state) => state.document.experiment);
  return useMemo(() => {
    // The series grows in place; `published` says when it has.
    void published;
    return run === undefined ? undefined : meanWeights(run, experiment);
  }, [run, published, experiment]);
}
