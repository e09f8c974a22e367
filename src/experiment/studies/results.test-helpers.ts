import type { MetricId } from '../../domain/metrics/metric-kinds';
import type { TaskResult } from './results';

/**
 * A run's result with these metrics per task, the same on both splits unless `validation` says
 * otherwise.
 */
export function resultOf(
  tasks: Readonly<Record<string, Readonly<Partial<Record<MetricId, number | null>>>>>,
  validation: typeof tasks = tasks,
): { readonly steps: number; readonly tasks: TaskResult[] } {
  return {
    steps: 100,
    tasks: Object.entries(tasks).map(([task, metrics]) => ({
      task,
      test: { loss: 1, metrics },
      validation: { loss: 1, metrics: validation[task] ?? metrics },
    })),
  };
}
