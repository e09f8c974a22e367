import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { layersOfUnit } from '../../../../experiment/groups';
import { overlap, type Box } from '../../../../lib/box';
import { useAppStore } from '../../../common/app-store';
import type { CanvasEdge, LayerNode } from '../../flow-graph';
import styles from '../hands.module.css';

/** Pixels that a press may move by and still be a press. */
const still = 4;

/** Where a box begins, and what is selected besides what it touches. */
interface Start {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  readonly layers: readonly string[];
  readonly wires: readonly string[];
}

/**
 * Dragging on the empty canvas with a mouse or pen selects the layers that the box touches; with
 * Shift, Ctrl or ⌘ in addition to what is selected. `begin` begins a box with a finger.
 */
export function useBoxSelect(canvas: HTMLElement | null): { readonly begin: (event: PointerEvent) => void; readonly box: ReactNode } {
  const store = useAppStore();
  const flowStore = useStoreApi<LayerNode, CanvasEdge>();
  const { screenToFlowPosition } = useReactFlow<LayerNode, CanvasEdge>();
  const [drawn, setDrawn] = useState<Box>();
  const start = useRef<Start>(undefined);

  const begin = useCallback(
    ({ pointerId, clientX, clientY, shiftKey, ctrlKey, metaKey }: PointerEvent) => {
      const { selectedLayers, selectedWires } = store.getState().view;
      const adds = shiftKey || ctrlKey || metaKey;
      start.current = { pointer: pointerId, x: clientX, y: clientY, layers: adds ? selectedLayers : [], wires: adds ? selectedWires : [] };
    },
    [store],
  );

  useEffect(() => {
    if (canvas === null) return undefined;
    let drawing = false;
    const inCanvas = (x: number, y: number) => screenToFlowPosition({ x, y }, { snapToGrid: false });

    const down = (event: PointerEvent) => {
      drawing = false;
      start.current = undefined;
      const onPane = event.target instanceof Element && event.target.matches('.react-flow__pane');
      if (event.button === 0 && event.pointerType !== 'touch' && onPane) begin(event);
    };
    const move = (event: PointerEvent) => {
      const from = start.current;
      if (from === undefined || event.pointerId !== from.pointer) return;
      if (!drawing && Math.hypot(event.clientX - from.x, event.clientY - from.y) <= still) return;
      if (!drawing) canvas.setPointerCapture(event.pointerId);
      drawing = true;
      const box = boxBetween(from, { x: event.clientX, y: event.clientY });
      const edge = canvas.getBoundingClientRect();
      setDrawn({ ...box, x: box.x - edge.x, y: box.y - edge.y });
      const inFlow = boxBetween(inCanvas(box.x, box.y), inCanvas(box.x + box.width, box.y + box.height));
      const touched = [...flowStore.getState().nodeLookup.values()].flatMap(({ internals, measured, data: { unit } }) =>
        overlap(inFlow, { ...internals.positionAbsolute, width: measured.width ?? 0, height: measured.height ?? 0 }) ? unit.layers.map((layer) => layer.id) : [],
      );
      const { view, document } = store.getState();
      const layers = [...new Set([...from.layers, ...touched.flatMap((unit) => layersOfUnit(document.experiment.network, unit))])];
      const { selectedLayers, selectedWires, select } = view;
      if (layers.join() !== selectedLayers.join() || from.wires.join() !== selectedWires.join()) select(layers, from.wires);
    };
    const up = () => {
      start.current = undefined;
      setDrawn(undefined);
    };
    // The click that ends the box would clear the selection.
    const click = (event: MouseEvent) => {
      if (drawing) event.stopPropagation();
      drawing = false;
    };
    // The canvas would be moved by the finger as well.
    const touch = (event: TouchEvent) => {
      if (start.current === undefined) return;
      event.preventDefault();
      event.stopPropagation();
    };
    canvas.addEventListener('pointerdown', down);
    canvas.addEventListener('pointermove', move);
    canvas.addEventListener('pointerup', up);
    canvas.addEventListener('pointercancel', up);
    canvas.addEventListener('click', click, true);
    canvas.addEventListener('touchmove', touch, { capture: true, passive: false });
    return () => {
      canvas.removeEventListener('pointerdown', down);
      canvas.removeEventListener('pointermove', move);
      canvas.removeEventListener('pointerup', up);
      canvas.removeEventListener('pointercancel', up);
      canvas.removeEventListener('click', click, true);
      canvas.removeEventListener('touchmove', touch, { capture: true });
    };
  }, [canvas, store, begin, flowStore, screenToFlowPosition]);

  const box =
    drawn === undefined ? undefined : (
      <div className={styles['box']} style={{ left: drawn.x, top: drawn.y, width: drawn.width, height: drawn.height }} data-testid="selection-box" />
    );
  return { begin, box };
}

function boxBetween(one: { readonly x: number; readonly y: number }, other: { readonly x: number; readonly y: number }): Box {
  return { x: Math.min(one.x, other.x), y: Math.min(one.y, other.y), width: Math.abs(one.x - other.x), height: Math.abs(one.y - other.y) };
}
