import { useMemo } from 'react';
import { adversaries } from '../../../domain/network/adversaries';
import { useApp } from '../app-store';

/** The tasks that play against the others, as the drawing says. */
export function useAdversaries(): readonly string[] {
  const network = useApp((state) => state.document.experiment.network);
  const tasks = useApp((state) => state.document.experiment.tasks);
  return useMemo(() => adversaries(network, tasks.map(({ id }) => id)), [network, tasks]);
}
