import { useMemo } from 'react';
import type { RunRecord } from '../../state/app-state';
import { useApp } from '../common/app-store';

/** The runs that are drawn on one chart, in the order in which they were chosen; those that were deleted since are left out. */
export function useShownRuns(): readonly RunRecord[] {
  const shown = useApp((state) => state.view.shownRuns);
  const runs = useApp((state) => state.session.runs);
  const studyRuns = useApp((state) => state.studies.records);
  return useMemo(
    () => shown.flatMap((id) => runs.find((run) => run.id === id) ?? studyRuns.find((run) => run.id === id) ?? []),
    [shown, runs, studyRuns],
  );
}
