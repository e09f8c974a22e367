import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useState } from 'react';
import { overlap, type Box } from '../../../lib/box';
import { useAppStore } from '../../common/app-store';
import type { CanvasEdge, LayerNode } from '../flow-graph';
import styles from './hands.module.css';

/** Pixels that a press may move by and still be a press. */
const still = 4;

/**
 * Dragging on the empty canvas with a mouse or pen selects the layers that the box touches; with
 * Shift, Ctrl or ⌘ in addition to what is selected.
 */
export function BoxSelect() {
  const store = useAppStore();
  const canvas = useStore((state) => state.domNode);
  const flowStore = useStoreApi<LayerNode, CanvasEdge>();
  const { screenToFlowPosition } = useReactFlow<LayerNode, CanvasEdge>();
  const [drawn, setDrawn] = useState<Box>();

  useEffect(() => {
    if (canvas === null) return undefined;
    let start: { readonly pointer: number; readonly x: number; readonly y: number; readonly layers: readonly string[]; readonly wires: readonly string[] } | undefined;
    let drawing = false;
    const inCanvas = (x: number, y: number) => screenToFlowPosition({ x, y }, { snapToGrid: false });

    const down = (event: PointerEvent) => {
      drawing = false;
      const onPane = event.target instanceof Element && event.target.matches('.react-flow__pane');
      if (event.button !== 0 || event.pointerType === 'touch' || !onPane) return;
      const { selectedLayers, selectedWires } = store.getState().view;
      const adds = event.shiftKey || event.ctrlKey || event.metaKey;
      start = { pointer: event.pointerId, x: event.clientX, y: event.clientY, layers: adds ? selectedLayers : [], wires: adds ? selectedWires : [] };
    };
    const move = (event: PointerEvent) => {
      if (start === undefined || event.pointerId !== start.pointer) return;
      if (!drawing && Math.hypot(event.clientX - start.x, event.clientY - start.y) <= still) return;
      if (!drawing) canvas.setPointerCapture(event.pointerId);
      drawing = true;
      const box = boxBetween(start, { x: event.clientX, y: event.clientY });
      const edge = canvas.getBoundingClientRect();
      setDrawn({ ...box, x: box.x - edge.x, y: box.y - edge.y });
      const [corner, opposite] = [inCanvas(box.x, box.y), inCanvas(box.x + box.width, box.y + box.height)];
      const inFlow = boxBetween(corner, opposite);
      const touched = [...flowStore.getState().nodeLookup.values()].flatMap(({ internals, measured, data: { unit } }) =>
        overlap(inFlow, { ...internals.positionAbsolute, width: measured.width ?? 0, height: measured.height ?? 0 }) ? unit.layers.map((layer) => layer.id) : [],
      );
      const layers = [...new Set([...start.layers, ...touched])];
      const { selectedLayers, select } = store.getState().view;
      if (layers.join() !== selectedLayers.join() || touched.length === 0) select(layers, start.wires);
    };
    const up = () => {
      start = undefined;
      setDrawn(undefined);
    };
    // The click that ends the box would clear the selection.
    const click = (event: MouseEvent) => {
      if (drawing) event.stopPropagation();
      drawing = false;
    };
    canvas.addEventListener('pointerdown', down);
    canvas.addEventListener('pointermove', move);
    canvas.addEventListener('pointerup', up);
    canvas.addEventListener('pointercancel', up);
    canvas.addEventListener('click', click, true);
    return () => {
      canvas.removeEventListener('pointerdown', down);
      canvas.removeEventListener('pointermove', move);
      canvas.removeEventListener('pointerup', up);
      canvas.removeEventListener('pointercancel', up);
      canvas.removeEventListener('click', click, true);
    };
  }, [canvas, store, flowStore, screenToFlowPosition]);

  if (drawn === undefined) return null;
  return <div className={styles['box']} style={{ left: drawn.x, top: drawn.y, width: drawn.width, height: drawn.height }} data-testid="selection-box" />;
}

function boxBetween(one: { readonly x: number; readonly y: number }, other: { readonly x: number; readonly y: number }): Box {
  return { x: Math.min(one.x, other.x), y: Math.min(one.y, other.y), width: Math.abs(one.x - other.x), height: Math.abs(one.y - other.y) };
}
