import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { shownNetwork, type ShownUnit, type ShownWire } from '../../experiment/groups';
import { wireKey } from '../common/selection-keys';
import type { Tie } from '../../domain/network/ties';
import { useApp, useAppStore } from '../common/app-store';
import { useAnalysis } from '../common/use-analysis';
import { useMedia } from '../widgets/use-media';
import type { NetworkTexts } from '../common/texts/use-network-text';
import { useTasks } from '../common/tasks/use-tasks';
import { useText } from '../common/texts/use-text';
import { fromCanvas } from './viewport/drawing';
import { useDrawing } from './viewport/drawing-context';
import { useRoutesValue } from './edges/use-routes';
import { selectionAfter } from './hands/selection';
import { edgeId, flowEdges, flowNodes, placesOfLayers, tieEdges, type CanvasEdge, type LayerNode, type Placement, type StrandEdge, type TieEdge } from './flow-graph';

const none: ReadonlyMap<string, never> = new Map<string, never>();

/**
 * The document's network as React Flow wants it, and React Flow's changes as commands. Places are
 * local while a layer is dragged; one command at the end makes one undo entry.
 */
export function useFlowGraph(words: NetworkTexts) {
  const store = useAppStore();
  const network = useApp((state) => state.document.experiment.network);
  const shown = shownNetwork(network);
  const { ties } = network;
  const selected = useApp((state) => state.view.selectedLayers);
  const selectedWires = useApp((state) => state.view.selectedWires);
  const drawing = useDrawing();
  const [dragged, setDragged] = useState<Placement['dragged']>(none);
  const byTouch = useMedia('(pointer: coarse)');
  const [measured, setMeasured] = useState<Placement['measured']>(none);
  const { layerLabel, wireLabel, tieLabel } = useLabels(words);

  const drawn = useRef<{ nodes: LayerNode[]; strands: StrandEdge[]; tied: TieEdge[] }>({ nodes: [], strands: [], tied: [] });
  const nodes = useMemo(
    () => flowNodes(shown.units, { drawing, dragged, measured, selected, byTouch, label: layerLabel }, drawn.current.nodes),
    [shown, drawing, dragged, measured, selected, byTouch, layerLabel],
  );
  const strands = useMemo(
    () => flowEdges(shown.wires, selectedWires, wireLabel, drawn.current.strands),
    [shown, selectedWires, wireLabel],
  );
  const tied = useMemo(() => tieEdges(ties, selectedWires, tieLabel, shown.unitOf, drawn.current.tied), [ties, selectedWires, tieLabel, shown]);
  const edges = useMemo<CanvasEdge[]>(() => [...strands, ...tied], [strands, tied]);
  useEffect(() => {
    drawn.current = { nodes, strands, tied };
  }, [nodes, strands, tied]);
  const routes = useRoutesValue(shown, measured);

  const onNodesChange = useCallback(
    (changes: NodeChange<LayerNode>[]) => {
      const sizes = changes.flatMap((change) =>
        change.type === 'dimensions' && change.dimensions !== undefined ? [[change.id, change.dimensions] as const] : [],
      );
      if (sizes.length > 0) setMeasured((before) => new Map([...before, ...sizes]));
      const moves = changes.flatMap((change) => (change.type === 'position' && change.position !== undefined ? [change] : []));
      if (moves.length > 0) {
        const places = moves.map(({ id, position }) => ({ id, ...fromCanvas(drawing, position ?? { x: 0, y: 0 }) }));
        if (moves.some((move) => move.dragging === true)) {
          setDragged(new Map(places.map(({ id, x, y }) => [id, { x, y }])));
        } else {
          const { document } = store.getState();
          document.execute('layer.move', { places: placesOfLayers(shownNetwork(document.experiment.network), places) });
          setDragged(none);
        }
      }
      const chosen = changes.flatMap((change) => (change.type === 'select' ? [change] : []));
      if (chosen.length > 0) {
        const { view, document } = store.getState();
        const { units } = shownNetwork(document.experiment.network);
        // A box stands for its layers.
        const layers = chosen.flatMap(({ id, selected: on }) => units.find((unit) => unit.id === id)?.layers.map((layer) => ({ id: layer.id, selected: on })) ?? []);
        view.select(selectionAfter(view.selectedLayers, layers), view.selectedWires);
      }
    },
    [store, drawing],
  );

  const onEdgesChange = useCallback(
    (changes: EdgeChange<CanvasEdge>[]) => {
      const chosen = changes.flatMap((change) => (change.type === 'select' ? [change] : []));
      const { view, document } = store.getState();
      const bundles = new Map(shownNetwork(document.experiment.network).wires.map((bundle) => [edgeId(bundle), bundle.wires]));
      const wires = chosen.flatMap(({ id, selected: on }) => (bundles.get(id)?.map(wireKey) ?? [id]).map((key) => ({ id: key, selected: on })));
      if (chosen.length > 0) view.select(view.selectedLayers, selectionAfter(view.selectedWires, wires));
    },
    [store],
  );

  return { nodes, edges, routes, onNodesChange, onEdgesChange };
}

/** What screen readers are told of a layer, of a wire and of a tie. */
function useLabels(words: NetworkTexts) {
  const analysis = useAnalysis();
  const tasks = useTasks();
  const { t, language, format } = useText();
  return useMemo(() => {
    const list = new Intl.ListFormat(language);
    const serves = (...ids: readonly string[]): string => {
      const names = tasks.filter((task) => ids.some((id) => analysis.tasks.get(id)?.includes(task.id))).map((task) => task.name);
      if (names.length === 0) return t('canvas.serves-none');
      return t(names.length === 1 ? 'canvas.serves-one' : 'canvas.serves-many', { tasks: list.format(names) });
    };
    const layerLabel = ({ layers, group }: ShownUnit): string => {
      const [layer] = layers;
      if (layer === undefined) return '';
      const ids = layers.map(({ id }) => id);
      if (group !== undefined) return t('canvas.group-label', { group: words.group(group), count: format.integer(ids.length), serves: serves(...ids) });
      const shape = analysis.shapes.get(layer.id);
      const label = t('canvas.node-label', {
        layer: words.name(layer.id),
        shape: shape === undefined ? '–' : words.shape(shape),
        serves: serves(layer.id),
      });
      const faults = analysis.faults.filter((fault) => fault.layer === layer.id).map((fault) => words.fault(fault));
      return [label, ...(layer.frozen === true ? [t('canvas.frozen')] : []), ...faults].join('. ');
    };
    const wireLabel = ({ wires }: ShownWire): string => {
      const names = (ids: readonly string[]) => list.format([...new Set(ids)].map(words.name));
      const [from, to] = [wires.map((wire) => wire.from), wires.map((wire) => wire.to)];
      return t('canvas.wire-label', { from: names(from), to: names(to), serves: serves(...to) });
    };
    const tieLabel = ({ first, second, strength, kind }: Tie): string =>
      t(kind === 'orthogonal' ? 'canvas.tie-label-orthogonal' : 'canvas.tie-label', {
        first: words.name(first),
        second: words.name(second),
        strength: format.significant(strength),
      });
    return { layerLabel, wireLabel, tieLabel };
  }, [analysis, tasks, words, t, language, format]);
}
