import { createContext, useContext } from 'react';
import type { NetworkAnalysis } from '../../domain/network/analysis';
import type { ConnectionRefusal } from '../../domain/network/connection';
import type { Wire } from '../../domain/network/network';
import type { StrandStyle } from '../../domain/network/strands';
import type { Result } from '../../lib/result';
import type { NetworkTexts } from '../common/texts/use-network-text';
import type { TaskView } from '../common/tasks/use-tasks';

/** What every node and edge of the canvas needs to know about the whole. */
export interface NetworkView {
  readonly tasks: readonly TaskView[];
  /**
   * Of the document, or, while a wire hovers over a layer that can take it, of the network with
   * that wire.
   */
  readonly analysis: NetworkAnalysis;
  readonly words: NetworkTexts;
  /** The keys of the wires whose place the one that is being dragged would take. */
  readonly going: ReadonlySet<string>;
  /** Whether a wire may be drawn; while the end of one is dragged, whether that one may become it. */
  readonly check: (wire: Wire) => Result<true, ConnectionRefusal>;
}

/** Draws a wire between two units; `moved` is the one that becomes it. */
export type Connect = (drawn: Wire, moved?: Wire) => void;

/** Takes what draws wires, once the hands are loaded. */
export const ConnectContext = createContext<(connect: Connect | undefined) => void>(() => undefined);

export const NetworkViewContext = createContext<NetworkView | undefined>(undefined);
/** Styles by task; apart from the rest, since they move while training. */
export const StrandStylesContext = createContext<ReadonlyMap<string, StrandStyle>>(new Map());

/** The whole, for a node or an edge; throws outside the canvas. */
export function useNetworkView(): NetworkView {
  const view = useContext(NetworkViewContext);
  if (view === undefined) throw new Error('no network canvas above this component');
  return view;
}

/** How each task's strand is drawn. */
export function useStrandStyles(): ReadonlyMap<string, StrandStyle> {
  return useContext(StrandStylesContext);
}
