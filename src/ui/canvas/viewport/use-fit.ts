import { useNodesInitialized, useReactFlow, useStore, useStoreApi, type ReactFlowState } from '@xyflow/react';
import { useCallback, useEffect, useRef } from 'react';
import { useApp } from '../../common/app-store';
import type { Box } from '../../../lib/box';
import { fitViewport, smallestFit, smallestZoom, type Margins } from './fit';
import { isOtherDrawing } from '../flow-graph';

/** Kept free for the toolbar above and the sentence below. */
const margins: Margins = { top: 60, right: 12, bottom: 44, left: 12 };
/** In a narrow pane, where every pixel helps to show the whole. */
const narrowMargins: Margins = { ...margins, right: 4, left: 4 };
const narrowPane = 840;

const marginsOf = (width: number) => (width < narrowPane ? narrowMargins : margins);

interface Placed {
  readonly position: { readonly x: number; readonly y: number };
  readonly measured?: { readonly width?: number; readonly height?: number };
}

const boxOf = ({ position, measured }: Placed): Box => ({ ...position, width: measured?.width ?? 0, height: measured?.height ?? 0 });

/**
 * The scale at which one can zoom out no further: the whole network is in sight at it, however
 * large it is.
 */
export function useSmallestZoom(): number {
  return useStore(({ nodes, width, height }: ReactFlowState) => {
    if (nodes.length === 0 || width === 0 || height === 0) return smallestZoom;
    return Math.min(smallestZoom, fitViewport(nodes.map(boxOf), { width, height }, marginsOf(width), 0).zoom);
  });
}

/**
 * Shows the whole network, as large as fits, but not smaller than the scale given; without one all
 * of it.
 */
export function useFit(): (smallest?: number) => void {
  const flow = useReactFlow();
  const pane = useStoreApi();
  return useCallback((smallest = 0) => {
    const { width, height } = pane.getState();
    const nodes = flow.getNodes();
    if (nodes.length === 0 || width === 0 || height === 0) return;
    void flow.setViewport(fitViewport(nodes.map(boxOf), { width, height }, marginsOf(width), smallest));
  }, [flow, pane]);
}

/**
 * Fits at the start, when the pane changes its size, and when another network is put in this one's
 * place; not after each edit.
 */
export function useAutomaticFit(): void {
  const fit = useFit();
  const layers = useApp((state) => state.document.experiment.network.layers);
  const initialized = useNodesInitialized();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const wanted = useRef(true);
  const shown = useRef(layers);
  const size = useRef({ width, height });

  useEffect(() => {
    if (isOtherDrawing(shown.current, layers)) wanted.current = true;
    shown.current = layers;
    if (size.current.width !== width || size.current.height !== height) wanted.current = true;
    size.current = { width, height };
    if (!wanted.current || !initialized || width === 0) return undefined;
    // React Flow takes the new places over in its own effect: look at them in the next frame.
    const frame = requestAnimationFrame(() => {
      wanted.current = false;
      fit(smallestFit);
    });
    return () => cancelAnimationFrame(frame);
  }, [fit, initialized, layers, width, height]);
}
