import { useNodesInitialized, useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useCallback, useEffect, useRef } from 'react';
import { useApp } from '../common/app-store';
import { fitViewport, smallestFit, type Margins } from './fit';
import { isOtherDrawing } from './flow-graph';

/** Kept free for the toolbar above and the sentence below. */
const margins: Margins = { top: 60, right: 12, bottom: 44, left: 12 };
/** In a narrow pane, where every pixel helps to show the whole. */
const narrowMargins: Margins = { ...margins, right: 4, left: 4 };
const narrowPane = 840;

/** Shows the whole network, as large as fits, but not smaller than the scale given. */
export function useFit(): (smallest: number) => void {
  const flow = useReactFlow();
  const pane = useStoreApi();
  return useCallback((smallest) => {
    const { width, height } = pane.getState();
    const nodes = flow.getNodes();
    if (nodes.length === 0 || width === 0 || height === 0) return;
    const boxes = nodes.map(({ position, measured }) => ({ ...position, width: measured?.width ?? 0, height: measured?.height ?? 0 }));
    void flow.setViewport(fitViewport(boxes, { width, height }, width < narrowPane ? narrowMargins : margins, smallest));
  }, [flow, pane]);
}

/** Fits at the start, when the pane changes its size, and when another network is put in this one's place; not after each edit. */
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
