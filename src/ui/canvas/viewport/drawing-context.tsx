import { useStore } from '@xyflow/react';
import { createContext, useContext, useState, type ReactNode } from 'react';
import { shownNetwork, type ShownUnit } from '../../../experiment/groups';
import { useApp } from '../../common/app-store';
import { useMedia } from '../../widgets/use-media';
import { isOtherDrawing } from '../flow-graph';
import { drawingFor, fullDrawing, type Drawing } from './drawing';
import { roomIn, smallestFit } from './fit';

const DrawingContext = createContext<Drawing>(fullDrawing);

/** How the network is drawn at present. */
export function useDrawing(): Drawing {
  return useContext(DrawingContext);
}

/**
 * Chooses how the network is drawn: at the start, when the pane changes its size, and when another
 * network is put in this one's place; not after each edit, so that cards don't change under the
 * hand.
 */
export function DrawingProvider({ children }: { readonly children: ReactNode }) {
  const shown = useApp((state) => shownNetwork(state.document.experiment.network));
  const narrow = useMedia('(max-width: 600px)');
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const [held, setHeld] = useState({ shown, width, height, narrow, drawing: drawingFor([], { width, height }, smallestFit, narrow) });
  const sameRoom = held.width === width && held.height === height && held.narrow === narrow;
  if (!sameRoom || held.shown !== shown) {
    const keeps = sameRoom && !isOtherDrawing(held.shown, shown);
    const drawing = keeps || width === 0 ? held.drawing : drawingFor(shown.units.map(placeOf), roomIn({ width, height }), smallestFit, narrow);
    setHeld({ shown, width, height, narrow, drawing });
  }
  return <DrawingContext value={held.drawing}>{children}</DrawingContext>;
}

const placeOf = ({ x, y, layers }: ShownUnit) => ({ x, y, isHead: layers[0]?.kind === 'head' });
