import { useState, type PointerEvent as ReactPointerEvent } from 'react';
import type { LayerKindId } from '../../../../domain/network/layer-kinds';
import type { Wire } from '../../../../domain/network/network';
import { applyCommand } from '../../../../experiment/commands';
import type { EditRefusal } from '../../../../experiment/edits/refusal';
import { useAppStore } from '../../../common/app-store';
import { wireOfKey } from '../../../common/selection-keys';
import { useAddLayer } from '../add-layer';

/** Pixels that a press may move by and still be a press. */
const still = 6;

/** A kind of layer on its way out of the palette. */
export interface DraggedKind {
  readonly kind: LayerKindId;
  /** Of the pointer, in the window. */
  readonly x: number;
  readonly y: number;
  /** The wire below it, and why it cannot go into that. */
  readonly into: Wire | undefined;
  readonly refusal: EditRefusal | undefined;
}

/**
 * Dragging a kind of layer out of a popup, with mouse, pen or finger: on to the canvas, or into the
 * wire below the pointer, which is marked meanwhile. Escape, or letting go elsewhere, ends it.
 */
export function useKindDrag() {
  const store = useAppStore();
  const addLayer = useAddLayer();
  const [dragged, setDragged] = useState<DraggedKind>();

  const begin = (down: ReactPointerEvent<HTMLElement>, kind: LayerKindId) => {
    if (down.button !== 0) return;
    const popup = down.currentTarget.closest<HTMLElement>('[popover]');
    const listening = new AbortController();
    let drawing = false;
    let marked: Element | undefined;
    const mark = (edge: Element | undefined, fits: boolean) => {
      if (edge !== marked) marked?.removeAttribute('data-drop');
      edge?.setAttribute('data-drop', fits ? 'takes' : 'refuses');
      marked = edge;
    };
    const end = () => {
      listening.abort();
      mark(undefined, false);
      setDragged(undefined);
      if (!drawing || popup === null) return;
      popup.removeAttribute('data-dragged-from');
      popup.hidePopover();
    };
    const move = ({ pointerId, pointerType, clientX: x, clientY: y }: PointerEvent) => {
      if (pointerId !== down.pointerId) return;
      const [across, along] = [Math.abs(x - down.clientX), Math.abs(y - down.clientY)];
      // A finger that moves up or down scrolls the list.
      if (!drawing && (pointerType === 'touch' ? across : Math.hypot(across, along)) <= still) return;
      drawing = true;
      popup?.setAttribute('data-dragged-from', '');
      const { edge } = below(x, y);
      const into = wireOf(edge);
      const tried = into === undefined ? undefined : applyCommand(store.getState().document.experiment, 'layer.add', { kind, into });
      mark(into === undefined ? undefined : edge, tried?.ok === true);
      setDragged({ kind, x, y, into, refusal: tried?.ok === false ? tried.error : undefined });
    };
    const up = ({ pointerId, clientX: x, clientY: y }: PointerEvent) => {
      if (pointerId !== down.pointerId) return;
      const { onCanvas, edge } = below(x, y);
      const drops = drawing && onCanvas;
      end();
      if (drops) addLayer.at(kind, { x, y }, wireOf(edge));
    };
    const { signal } = listening;
    window.addEventListener('pointermove', move, { signal });
    window.addEventListener('pointerup', up, { signal });
    window.addEventListener('pointercancel', end, { signal });
    window.addEventListener('keydown', (event) => event.key === 'Escape' && end(), { signal });
  };
  return { dragged, begin };
}

/** What of the canvas lies at a point of the window. */
function below(x: number, y: number): { readonly onCanvas: boolean; readonly edge: Element | undefined } {
  const found = document.elementsFromPoint(x, y);
  // Between two layers there is often no more than where their ports are hit.
  const hit = found.filter((element) => !element.matches('.react-flow__handle'));
  const part = hit.map((element) => element.closest('.react-flow__node, .react-flow__edge')).find((element) => element !== null);
  return {
    onCanvas: found[0]?.closest('.react-flow') !== null && found.length > 0,
    edge: part?.matches('.react-flow__edge') === true ? part : undefined,
  };
}

function wireOf(edge: Element | undefined): Wire | undefined {
  const key = edge?.getAttribute('data-id');
  return typeof key === 'string' ? wireOfKey(key) : undefined;
}
