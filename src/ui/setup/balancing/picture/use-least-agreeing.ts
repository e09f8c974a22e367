import { useMemo } from 'react';
import type { TwoGradients } from '../../../../domain/balancing/update-in-plane';
import { cosineMatrix, lowestPair } from '../../../../domain/metrics/conflict/cosines';
import { useApp } from '../../../common/app-store';
import { matchingRun, newestConflict } from '../../../common/live-readings';

/** The gradients of two tasks at all shared weights, as they were last measured. */
export interface MeasuredPair {
  readonly step: number;
  /** Places of the two among the tasks on the desk. */
  readonly tasks: readonly [first: number, second: number];
  readonly gradients: TwoGradients;
}

/**
 * The two tasks whose gradients agreed least when that was last measured in the current run;
 * undefined before.
 */
export function useLeastAgreeing(): MeasuredPair | undefined {
  const conflict = useApp((state) => newestConflict(state, undefined));
  const series = useApp((state) => matchingRun(state)?.series);
  const tasks = useApp((state) => state.document.experiment.tasks);
  return useMemo(() => {
    if (conflict === undefined || series === undefined) return undefined;
    const size = conflict.tasks.length;
    const pair = lowestPair(cosineMatrix(conflict.gram, size));
    const [first, second] = [conflict.tasks[pair?.first ?? -1], conflict.tasks[pair?.second ?? -1]];
    if (pair === undefined || first === undefined || second === undefined) return undefined;
    const length = (row: number) => Math.sqrt(conflict.gram[row * size + row] ?? Number.NaN);
    return {
      step: conflict.step,
      tasks: [first, second],
      gradients: {
        lengths: [length(pair.first), length(pair.second)],
        cosine: pair.cosine,
        losses: [series.lossAt(first, conflict.step), series.lossAt(second, conflict.step)],
        preference: [tasks[first]?.weight ?? 0, tasks[second]?.weight ?? 0],
      },
    };
  }, [conflict, series, tasks]);
}
