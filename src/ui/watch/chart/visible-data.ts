import type { ChartData, ChartLine } from '../../../state/charts/chart-data';

/** What the legend can hide: a task by its id, or lines of a part on all charts. */
export type HiddenPart = 'total' | 'train' | 'test' | 'all' | 'before' | 'baseline';

/**
 * What is left of a chart when tasks and parts are hidden; the same object where nothing is.
 * @param hidden ids of tasks as `task <id>`, and parts by their names
 * @param ids of the run's tasks, in their order; lines of the run before have those of its own
 * order in their keys
 */
export function visibleData(data: ChartData, hidden: ReadonlySet<string>, ids: readonly string[]): ChartData {
  if (hidden.size === 0) return data;
  const isHiddenTask = (task: number | undefined) => task !== undefined && hidden.has(hiddenTask(ids[task] ?? ''));
  const isShown = ({ key, role, task, other }: ChartLine) => {
    if (role === 'before') return !hidden.has('before') && !hidden.has(hiddenTask(key.replace(/^before /, '')));
    const part: HiddenPart | undefined = role === 'total' || role === 'train' || role === 'test' || role === 'baseline' ? role : undefined;
    return !(part !== undefined && hidden.has(part)) && !isHiddenTask(task) && !isHiddenTask(other);
  };
  return {
    lines: data.lines.filter(isShown),
    fullTests: hidden.has('all') ? [] : data.fullTests.filter(({ task }) => !isHiddenTask(task)),
  };
}

/** A task among what is hidden. */
export function hiddenTask(id: string): string {
  return `task ${id}`;
}
