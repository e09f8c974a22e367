import { createContext, useContext, useEffect, useMemo, useReducer } from 'react';
import { flushSync } from 'react-dom';
import type { ChartData } from '../../../state/charts/chart-data';
import type { RedrawQueue } from './redraw-queue';

/** The queue that redraws the charts of the visible tab. */
export const QueueContext = createContext<RedrawQueue | undefined>(undefined);

/**
 * Chart data that are made anew each time it is this chart's turn to be drawn again. `make` must
 * keep its identity between draws.
 */
export function useLiveData(make: () => ChartData): ChartData {
  const queue = useContext(QueueContext);
  const [turn, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => queue?.add(() => flushSync(draw)), [queue]);
  return useMemo(() => {
    // The series behind `make` grows outside React: `turn` is what says that it did.
    void turn;
    return make();
  }, [make, turn]);
}
