import { useNodesInitialized, useReactFlow, useStore, useStoreApi, type ReactFlowState } from '@xyflow/react';
import { useCallback, useEffect, useRef } from 'react';
import { useApp } from '../../common/app-store';
import { shownNetwork } from '../../../experiment/groups';
import type { Box } from '../../../lib/box';
import { isOtherDrawing } from '../flow-graph';
import { useDrawing } from './drawing-context';
import { fitViewport, smallestFit, smallestZoom } from './fit';

/** The boxes of all that is drawn, on the canvas. */
export function drawnBoxes({ nodeLookup }: Pick<ReactFlowState, 'nodeLookup'>): readonly Box[] {
  return [...nodeLookup.values()].map(({ internals, measured }) => ({
    ...internals.positionAbsolute,
    width: measured.width ?? 0,
    height: measured.height ?? 0,
  }));
}

/**
 * The scale at which one can zoom out no further: the whole network is in sight at it, however
 * large it is.
 */
export function useSmallestZoom(): number {
  const { direction } = useDrawing();
  return useStore((state: ReactFlowState) => {
    const { nodes, width, height } = state;
    if (nodes.length === 0 || width === 0 || height === 0) return smallestZoom;
    return Math.min(smallestZoom, fitViewport(drawnBoxes(state), { width, height }, direction, 0).zoom);
  });
}

/**
 * Shows the whole network, as large as fits, but not smaller than the scale given; without one all
 * of it.
 */
export function useFit(): (smallest?: number) => void {
  const flow = useReactFlow();
  const pane = useStoreApi();
  const { direction } = useDrawing();
  return useCallback((smallest = 0) => {
    const { width, height, nodeLookup } = pane.getState();
    if (nodeLookup.size === 0 || width === 0 || height === 0) return;
    void flow.setViewport(fitViewport(drawnBoxes({ nodeLookup }), { width, height }, direction, smallest));
  }, [flow, pane, direction]);
}

/**
 * Fits at the start, when the pane changes its size, and when another network is put in this one's
 * place or it is drawn in another way; not after each edit.
 */
export function useAutomaticFit(): void {
  const fit = useFit();
  const drawing = useDrawing();
  const shown = useApp((state) => shownNetwork(state.document.experiment.network));
  const initialized = useNodesInitialized();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const wanted = useRef(true);
  const former = useRef(shown);
  const seen = useRef({ width, height, drawing });

  useEffect(() => {
    if (isOtherDrawing(former.current, shown)) wanted.current = true;
    former.current = shown;
    if (seen.current.width !== width || seen.current.height !== height || seen.current.drawing !== drawing) wanted.current = true;
    seen.current = { width, height, drawing };
    if (!wanted.current || !initialized || width === 0) return undefined;
    // React Flow takes places and sizes over in its own effects: look at them two frames later.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        wanted.current = false;
        fit(smallestFit);
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [fit, initialized, shown, width, height, drawing]);
}
