import { useEffect, useSyncExternalStore } from 'react';
import type { RunId } from '../../protocol/messages';
import { LabelStore, type RunLabels } from '../../state/library/run-labels';
import { ownId } from '../../state/view/run-places';

/** One for the page; loaded with the tab, for nothing else shows what was written. */
export const runLabels = new LabelStore();

/** What was written about runs, in any tab of this browser. */
export function useRunLabels(): RunLabels {
  useEffect(() => {
    window.addEventListener('storage', runLabels.refresh);
    return () => window.removeEventListener('storage', runLabels.refresh);
  }, []);
  return useSyncExternalStore(runLabels.subscribe, runLabels.get);
}

/** What a person called a run, else its usual name. */
export function givenName(labels: RunLabels, run: RunId, usual: string): string {
  const name = labels[ownId(run)]?.name ?? '';
  return name === '' ? usual : name;
}
