import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import type { AppStore } from '../../../state/store';
import { isBox, layersOfUnit, shownNetwork } from '../../../experiment/groups';
import { useAppStore } from '../../common/app-store';
import { wireOfKey } from '../../common/selection-keys';
import type { NetworkTexts } from '../../common/texts/use-network-text';
import { useText } from '../../common/texts/use-text';
import type { Drawing } from '../viewport/drawing';
import { useDrawing } from '../viewport/drawing-context';
import { addAndSelect } from './add-and-select';
import { hearsKeys } from './hears-keys';
import type { Choice, Opened } from './menu/opened';
import { neighbourOf, type Direction } from './neighbours';
import { removeSelected } from './remove-selected';
import { partAt, subjectOf } from './subject-of';

type Directions = Readonly<Record<string, Direction>>;
/** What arrow keys mean where the network runs to the right, and where it runs downwards. */
const keysOf: Readonly<Record<Drawing['direction'], Directions>> = {
  right: { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' },
  down: { ArrowUp: 'left', ArrowDown: 'right', ArrowLeft: 'up', ArrowRight: 'down' },
};
const ways = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] } as const;
/** Pixels of the document by which a key moves a layer, and with Shift. */
const [step, stride] = [10, 40];

/** Gives a layer of the canvas the focus, once it is drawn. */
export function focusLayer(canvas: Element, id: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => canvas.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })),
  );
}

/**
 * The keys of the canvas, heard before React Flow's own while the canvas itself has the focus, a
 * layer on it or a wire.
 * @param open opens a menu or a list
 */
export function useCanvasKeys(canvas: HTMLElement | null, words: NetworkTexts, open: (opened: Opened) => void): void {
  const store = useAppStore();
  const flow = useReactFlow();
  const flowStore = useStoreApi();
  const { t } = useText();
  const drawing = useDrawing();

  useEffect(() => {
    if (canvas === null) return undefined;
    /** In words, for a screen reader and for the eye. */
    const say = (text: string) => store.getState().view.setNotice(text);

    const moveFocus = (id: string, direction: Direction) => {
      const { units, wires } = shownNetwork(store.getState().document.experiment.network);
      const next = neighbourOf({ layers: units, wires }, id, direction);
      if (next === undefined) return say(t(`hands.nothing-${direction}`, { layer: words.name(id) }));
      bringIntoView(next);
      return focusLayer(canvas, next);
    };
    const bringIntoView = (id: string) => {
      const node = flow.getInternalNode(id);
      if (node === undefined) return;
      const { transform: [shiftX, shiftY, zoom], width, height } = flowStore.getState();
      const [x, y] = [node.internals.positionAbsolute.x + (node.measured.width ?? 0) / 2, node.internals.positionAbsolute.y + (node.measured.height ?? 0) / 2];
      const [left, top] = [x * zoom + shiftX, y * zoom + shiftY];
      if (left < 0 || top < 0 || left > width || top > height) void flow.setCenter(x, y, { zoom });
    };
    const moveLayers = (id: string, direction: Direction, by: number) => {
      const { document, view } = store.getState();
      const own = layersOfUnit(document.experiment.network, id);
      if (!own.some((layer) => view.selectedLayers.includes(layer))) view.select(own);
      const { selectedLayers } = store.getState().view;
      const [right, down] = ways[direction];
      const moved = document.experiment.network.layers.filter((layer) => selectedLayers.includes(layer.id));
      const places = moved.map((layer) => ({ id: layer.id, x: layer.x + right * by, y: layer.y + down * by }));
      document.preview('layer.move', { places });
      const first = places.find((place) => own.includes(place.id));
      if (first !== undefined) flowStore.setState({ ariaLiveMessage: t('canvas.moved-to', { direction: t(`canvas.moved.${direction}`), x: first.x, y: first.y }) });
    };
    const choose = (target: Element, choice: Choice) => open({ is: 'list', at: target.getBoundingClientRect(), choice });

    /** What a key does on a layer or a wire; undefined where it does nothing there. */
    const onPart = (target: Element, { key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): (() => void) | undefined => {
      const { layer, edge } = partAt(target);
      const wire = edge === undefined ? undefined : wireOfKey(edge);
      const direction = keysOf[drawing.direction][key];
      if (ctrlKey || metaKey) return undefined;
      if (direction !== undefined && layer !== undefined) {
        return altKey ? () => moveLayers(layer, direction, shiftKey ? stride : step) : () => moveFocus(layer, direction);
      }
      if (wire !== undefined && (direction === 'left' || direction === 'right')) {
        return () => focusLayer(canvas, direction === 'left' ? wire.from : wire.to);
      }
      if (altKey || shiftKey) return undefined;
      if (key.toLowerCase() === 'c' && layer !== undefined) return () => choose(target, { kind: 'connect', layer });
      if (layer !== undefined && isBox(layer)) return undefined;
      if (key.toLowerCase() !== 'i') return undefined;
      if (layer !== undefined) return () => choose(target, { kind: 'insert-after', layer });
      return wire === undefined ? undefined : () => choose(target, { kind: 'insert-into', wire });
    };
    const hear = (event: KeyboardEvent) => {
      const { target } = event;
      if (!(target instanceof Element) || !target.matches(hearsKeys) || event.defaultPrevented) return;
      const isMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
      const openMenu = () => open({ is: 'menu', at: target.getBoundingClientRect(), subject: subjectOf(target, store.getState()) });
      const act = isMenu ? openMenu : (onPart(target, event) ?? anywhere(event, store));
      if (act === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      act(store);
    };
    // Moves were previews: letting go of the key makes them one entry.
    const commit = (event: KeyboardEvent) => {
      if (event.key.startsWith('Arrow')) store.getState().document.commitGesture();
    };
    canvas.addEventListener('keydown', hear, true);
    document.addEventListener('keyup', commit);
    return () => {
      canvas.removeEventListener('keydown', hear, true);
      document.removeEventListener('keyup', commit);
    };
  }, [canvas, store, flow, flowStore, words, t, drawing, open]);
}

/** What a key does wherever on the canvas the focus is. */
function anywhere({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent, store: AppStore): ((store: AppStore) => void) | undefined {
  if (altKey || shiftKey) return undefined;
  if (ctrlKey || metaKey) return { a: selectAll, d: duplicate }[key.toLowerCase()];
  if (key === 'Delete' || key === 'Backspace') return removeSelected;
  // With nothing selected Escape means what it means around the canvas: it leaves the full screen.
  return key === 'Escape' && hasSelection(store) ? clearSelection : undefined;
}

function selectAll(store: AppStore): void {
  const { document, view } = store.getState();
  view.select(document.experiment.network.layers.map(({ id }) => id));
}

function duplicate(store: AppStore): void {
  const { selectedLayers } = store.getState().view;
  if (selectedLayers.length > 0) addAndSelect(store, 'layer.duplicate', { ids: selectedLayers });
}

function hasSelection(store: AppStore): boolean {
  const { selectedLayers, selectedWires } = store.getState().view;
  return selectedLayers.length + selectedWires.length > 0;
}

function clearSelection(store: AppStore): void {
  store.getState().view.select([]);
}
