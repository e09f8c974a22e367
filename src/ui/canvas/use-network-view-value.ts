import { useMemo } from 'react';
import { analyse } from '../../domain/network/analysis';
import { checkConnection } from '../../domain/network/connection';
import type { Wire } from '../../domain/network/network';
import { networkContext } from '../../experiment/context';
import { useApp, useAppStore } from '../common/app-store';
import { useAnalysis } from '../common/use-analysis';
import { useNetworkText } from '../common/texts/use-network-text';
import { useTasks } from '../common/tasks/use-tasks';
import type { NetworkView } from './network-view';

/**
 * What the canvas shows; with a wire that is being dragged over a layer that can take it, the
 * network as it would be, so that strands re-flow before the wire is let go.
 */
export function useNetworkViewValue(pending: Wire | undefined): NetworkView {
  const store = useAppStore();
  const current = useAnalysis();
  const network = useApp((state) => state.document.experiment.network);
  const tasks = useTasks();
  const words = useNetworkText();
  const { from, to } = pending ?? {};

  const known = useMemo(() => {
    // The context's parts, data set and tasks, are what `tasks` changes with.
    const context = networkContext(store.getState().document.experiment);
    const ids = tasks.map((task) => task.id);
    return {
      check: (wire: Wire) => checkConnection(network, wire.from, wire.to, ids, context),
      with: (wire: Wire) => analyse({ ...network, wires: [...network.wires, wire] }, ids, context),
    };
  }, [store, network, tasks]);

  const analysis = useMemo(
    () => (from === undefined || to === undefined ? current : known.with({ from, to })),
    [current, known, from, to],
  );
  return useMemo(() => ({ tasks, analysis, words, check: known.check }), [tasks, analysis, words, known]);
}
