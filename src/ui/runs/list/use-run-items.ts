import { useEffect, useMemo } from 'react';
import type { Study } from '../../../experiment/studies/study';
import type { RunRecord } from '../../../state/app-state';
import { runKey } from '../../../state/persistence/kept-keys';
import type { KeptRun, KeptStudy } from '../../../state/library/kept-list';
import { useApp } from '../../common/app-store';

/**
 * What stands in the list of runs: runs and studies that are on this page, and those that are kept
 * of this and other tabs.
 */
export type RunItem = { readonly key: string; readonly time: number } & (
  | { readonly kind: 'run'; readonly record: RunRecord; readonly current: boolean }
  | { readonly kind: 'kept-run'; readonly run: KeptRun }
  | { readonly kind: 'study'; readonly study: Study }
  | { readonly kind: 'kept-study'; readonly kept: KeptStudy }
);

/**
 * Everything that was trained in this browser, the newest first; what other tabs keep is read while
 * it is shown.
 */
export function useRunItems(): readonly RunItem[] {
  const desk = useApp((state) => state.session.runs);
  const running = useApp((state) => state.session.running !== undefined);
  // A run that took no step yet is only what play begins with.
  const begun = useApp((state) => (state.session.runs.at(-1)?.series.steps ?? 0) > 0);
  const removed = useApp((state) => state.session.removedRun?.record.id);
  const studies = useApp((state) => state.studies.studies);
  const removedStudy = useApp((state) => (state.studies.removed?.kind === 'study' ? state.studies.removed.study.id : undefined));
  const list = useApp((state) => state.library.list);
  useWatchedList();
  return useMemo(() => {
    const runs = begun ? desk : desk.slice(0, -1);
    // What was just deleted here may still be in the list as it was read before.
    const onPage = new Set([...desk.map(({ id }) => id), removed]);
    const known = new Set([...studies.map(({ id }) => id), removedStudy]);
    const items: readonly RunItem[] = [
      ...runs.map((record, index): RunItem => {
        return { kind: 'run', key: record.id, time: record.startedAt, record, current: running && begun && index === runs.length - 1 };
      }),
      ...studies.map((study): RunItem => ({ kind: 'study', key: study.id, time: study.createdAt, study })),
      ...(list?.runs ?? []).flatMap((run): readonly RunItem[] =>
        run.place === 'here' && onPage.has(run.id) ? [] : [{ kind: 'kept-run', key: runKey(run), time: run.startedAt, run }],
      ),
      ...(list?.studies ?? []).flatMap((kept): readonly RunItem[] =>
        known.has(kept.study.id) ? [] : [{ kind: 'kept-study', key: `${kept.tab}/${kept.study.id}`, time: kept.study.createdAt, kept }],
      ),
    ];
    return items.toSorted((first, second) => second.time - first.time);
  }, [desk, begun, running, removed, studies, removedStudy, list]);
}

/**
 * Has the list read now, when something changes, and when somebody comes back to this tab: another
 * one may have been closed meanwhile.
 */
function useWatchedList(): void {
  const watch = useApp((state) => state.library.watch);
  const refresh = useApp((state) => state.library.refresh);
  useEffect(() => {
    const unwatch = watch();
    const look = () => {
      if (document.visibilityState === 'visible') void refresh();
    };
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      unwatch();
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [watch, refresh]);
}
