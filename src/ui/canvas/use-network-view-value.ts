import { useMemo } from 'react';
import { analyse } from '../../domain/network/analysis';
import { checkConnection, withWire } from '../../domain/network/connection';
import type { Wire } from '../../domain/network/network';
import { networkContext } from '../../experiment/context';
import { wiresBetween } from '../../experiment/groups';
import { useApp, useAppStore } from '../common/app-store';
import { useAnalysis } from '../common/use-analysis';
import { wireKey } from '../common/selection-keys';
import type { NetworkTexts } from '../common/texts/use-network-text';
import { useTasks } from '../common/tasks/use-tasks';
import type { NetworkView } from './network-view';

const none: ReadonlySet<string> = new Set();

/**
 * What the canvas shows; with a wire that is being dragged over a layer that can take it, the
 * network as it would be, so that strands re-flow before the wire is let go.
 * @param moved the wire whose end is being dragged
 */
export function useNetworkViewValue(words: NetworkTexts, pending: Wire | undefined, moved: Wire | undefined): NetworkView {
  const store = useAppStore();
  const current = useAnalysis();
  const network = useApp((state) => state.document.experiment.network);
  const tasks = useTasks();
  const { from, to } = pending ?? {};

  const known = useMemo(() => {
    // The context's parts, data set and tasks, are what `tasks` changes with.
    const context = networkContext(store.getState().document.experiment);
    const ids = tasks.map((task) => task.id);
    const checked = (drawn: Wire) => wiresBetween(network, drawn).map((wire) => ({ wire, result: checkConnection(network, wire, ids, context, moved) }));
    return {
      check: (drawn: Wire) => {
        const options = checked(drawn);
        return (options.find(({ result }) => result.ok) ?? options[0])?.result ?? checkConnection(network, drawn, ids, context, moved);
      },
      with: (drawn: Wire) => {
        // Between boxes the first that it can be: most have one.
        const wire = checked(drawn).find(({ result }) => result.ok)?.wire ?? drawn;
        const wires = withWire(network, wire, moved);
        const going = new Set(network.wires.filter((known) => !wires.includes(known)).map(wireKey));
        return { analysis: analyse({ ...network, wires }, ids, context), going };
      },
    };
  }, [store, network, tasks, moved]);

  const { analysis, going } = useMemo(
    () => (from === undefined || to === undefined ? { analysis: current, going: none } : known.with({ from, to })),
    [current, known, from, to],
  );
  return useMemo(() => ({ tasks, analysis, going, words, check: known.check }), [tasks, analysis, going, words, known]);
}
