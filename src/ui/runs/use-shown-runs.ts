import { useMemo } from 'react';
import type { RunRecord } from '../../state/app-state';
import { useApp } from '../common/app-store';

/**
 * The runs that are drawn on one chart, in the order in which they were chosen; those that were
 * deleted since are left out.
 */
export function useShownRuns(): readonly RunRecord[] {
  const shown = useApp((state) => state.view.shownRuns);
  const runs = useApp((state) => state.session.runs);
  const studyRuns = useApp((state) => state.studies.records);
  const kept = useApp((state) => state.library.loaded);
  return useMemo(
    () => shown.flatMap((id) => [runs, studyRuns, kept].flatMap((records) => records.find((run) => run.id === id) ?? []).slice(0, 1)),
    [shown, runs, studyRuns, kept],
  );
}
