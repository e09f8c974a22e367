import { useMemo } from 'react';
import { useApp } from '../common/app-store';

/** The weights that a balancing method gave each task, mean over the last 50 steps; undefined before the first, or for other tasks. */
export function useEffectiveWeights(): readonly number[] | undefined {
  const run = useApp((state) => state.session.runs.at(-1));
  const published = useApp((state) => state.session.published);
  const tasks = useApp((state) => state.document.experiment.tasks);
  return useMemo(() => {
    // The series grows in place; `published` says when it has.
    void published;
    const same = run?.experiment.tasks.map((task) => task.id).join() === tasks.map((task) => task.id).join();
    return same ? run?.series.recentWeights(50) : undefined;
  }, [run, published, tasks]);
}
