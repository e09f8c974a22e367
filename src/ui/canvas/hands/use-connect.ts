import { useCallback, useContext, useEffect } from 'react';
import type { Wire } from '../../../domain/network/network';
import { applyCommand } from '../../../experiment/commands';
import { wiresBetween } from '../../../experiment/groups';
import type { Experiment } from '../../../experiment/schema';
import type { AppStore } from '../../../state/store';
import { useAppStore } from '../../common/app-store';
import { wireKey } from '../../common/selection-keys';
import { ConnectContext, type Connect } from '../network-view';
import type { Opened } from './menu/opened';

/**
 * The wires that one between two units can be and that the document takes; where it takes none, the
 * first, so that its refusal is told.
 * @param moved the wire that becomes it
 */
export function possibleWires(experiment: Experiment, drawn: Wire, moved?: Wire): readonly Wire[] {
  const options = wiresBetween(experiment.network, drawn);
  const allowed = options.filter((wire) => (moved === undefined ? applyCommand(experiment, 'wire.add', wire) : applyCommand(experiment, 'wire.move', { wire: moved, to: wire })).ok);
  return allowed.length > 0 ? allowed : [options[0] ?? drawn];
}

/** Draws a wire between two layers, or has one become it, which stays selected then. */
export function drawWire(store: AppStore, wire: Wire, moved?: Wire): void {
  const { document, view } = store.getState();
  if (moved === undefined) return document.execute('wire.add', wire);
  document.execute('wire.move', { wire: moved, to: wire });
  view.select([], [wireKey(wire)]);
}

/**
 * Draws wires between layers and folded groups; where a group leaves open which of its layers is
 * meant a list asks for it.
 */
export function useConnect(canvas: HTMLElement | null, open: (opened: Opened) => void): Connect {
  const store = useAppStore();
  const give = useContext(ConnectContext);
  const connect = useCallback<Connect>(
    (drawn, moved) => {
      const wires = possibleWires(store.getState().document.experiment, drawn, moved);
      const [wire, ...others] = wires;
      if (wire === undefined) return;
      const at = canvas?.querySelector(`.react-flow__node[data-id="${CSS.escape(drawn.to)}"]`)?.getBoundingClientRect();
      if (others.length === 0 || at === undefined) drawWire(store, wire, moved);
      else open({ is: 'list', at, choice: { kind: 'which', wires, moved } });
    },
    [store, canvas, open],
  );
  useEffect(() => {
    give(connect);
    return () => give(undefined);
  }, [give, connect]);
  return connect;
}
