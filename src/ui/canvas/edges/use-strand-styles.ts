import { useMemo } from 'react';
import type { StrandStyle } from '../../../domain/network/strands';
import { strandStyles } from '../../../domain/network/strands';
import { useApp, useAppStore } from '../../common/app-store';
import { useTasks } from '../../common/tasks/use-tasks';
import { strandStylesKey, strandWeights } from '../../common/live-readings';

/**
 * The strands' styles by task. A new map only when a width changes visibly: while training that is
 * not at every publication.
 */
export function useStrandStylesValue(): ReadonlyMap<string, StrandStyle> {
  const store = useAppStore();
  const tasks = useTasks();
  const key = useApp(strandStylesKey);
  return useMemo(() => {
    // The key is what tells that they changed.
    void key;
    const styles = strandStyles(strandWeights(store.getState()));
    return new Map(tasks.flatMap((task, index) => (styles[index] === undefined ? [] : [[task.id, styles[index]]])));
  }, [store, tasks, key]);
}
