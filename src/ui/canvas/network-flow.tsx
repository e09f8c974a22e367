import { Background, BackgroundVariant, ReactFlow, useConnection, useReactFlow, type AriaLabelConfig } from '@xyflow/react';
import { useCallback, useMemo, type DragEvent, type KeyboardEvent } from 'react';
import { useAppStore } from '../common/app-store';
import { wireKey, wireOfKey } from '../common/selection-keys';
import { scrollingPage, useMedia } from '../widgets/use-media';
import { useText, type Texts } from '../common/texts/use-text';
import { useAddLayer } from './add-layer';
import { ConnectionLine } from './edges/connection-line';
import type { CanvasEdge, LayerNode } from './flow-graph';
import { LayerNodeView } from './nodes/layer-node';
import styles from './network-pane.module.css';
import { NetworkViewContext, StrandStylesContext } from './network-view';
import { draggedKind } from './palette';
import { RoutesContext } from './edges/routes';
import { StrandEdge } from './edges/strand-edge';
import { StrandHatches } from './edges/strand-paths';
import { TieEdgeView } from './edges/tie-edge';
import { canvasStep, nodeOriginOf } from './viewport/drawing';
import { useDrawing } from './viewport/drawing-context';
import { useAutomaticFit, useSmallestZoom } from './viewport/use-fit';
import { useFlowGraph } from './use-flow-graph';
import { useNetworkViewValue } from './use-network-view-value';
import { useStrandStylesValue } from './edges/use-strand-styles';

const nodeTypes = { layer: LayerNodeView };
const attribution = { hideAttribution: true };
const edgeTypes = { strands: StrandEdge, tie: TieEdgeView };
/** What of the canvas hears its keys; not what stands on it, such as a link. */
const hearsKeys = '.react-flow, .react-flow__node, .react-flow__edge, .react-flow__nodesselection-rect';

/**
 * React Flow over the document: it shows the document's network and turns gestures into commands.
 */
export function NetworkFlow() {
  const store = useAppStore();
  const texts = useText();
  const coarse = useMedia('(pointer: coarse)');
  // The wheel scrolls the page there, and zooms with Ctrl.
  const pageScrolls = useMedia(scrollingPage);
  const pending = useConnection<LayerNode, string>(({ inProgress, isValid, fromNode, fromHandle, toNode }) => {
    if (!inProgress || isValid !== true || toNode === null) return '';
    const [from, to] = fromHandle.type === 'target' ? [toNode.id, fromNode.id] : [fromNode.id, toNode.id];
    return wireKey({ from, to });
  });
  const view = useNetworkViewValue(pending === '' ? undefined : wireOfKey(pending));
  const strandStyles = useStrandStylesValue();
  const { nodes, edges, routes, onNodesChange, onEdgesChange } = useFlowGraph(view.words);
  useAutomaticFit();
  const drawing = useDrawing();
  const snapGrid = useMemo(() => canvasStep(drawing), [drawing]);
  const leastZoom = useSmallestZoom();
  const drop = useDrop();
  const deleteByKey = useDeleteByKey();
  const ariaLabels = useMemo(() => labels(texts), [texts]);

  const remove = useCallback(
    ({ nodes: gone, edges: cut }: { nodes: LayerNode[]; edges: CanvasEdge[] }) => {
      const { document, view: { select } } = store.getState();
      const ids = gone.map((node) => node.id);
      const left = cut.filter((edge) => !ids.includes(edge.source) && !ids.includes(edge.target));
      const wires = left.filter((edge) => edge.type === 'strands');
      const ties = left.flatMap((edge) => (edge.type === 'tie' && edge.data !== undefined ? [edge.data.tie] : []));
      select([]);
      if (ids.length > 0) document.execute('layer.remove', { ids });
      if (wires.length > 0) document.execute('wire.remove', { wires: wires.map(({ source, target }) => ({ from: source, to: target })) });
      for (const { first, second } of ties) document.execute('tie.remove', { first, second });
    },
    [store],
  );

  return (
    <NetworkViewContext value={view}>
      <StrandStylesContext value={strandStyles}>
        <RoutesContext value={routes}>
        <StrandHatches tasks={view.tasks} />
        <ReactFlow<LayerNode, CanvasEdge>
          className={styles['flow'] ?? ''}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          onConnect={({ source, target }) => store.getState().document.execute('wire.add', { from: source, to: target })}
          isValidConnection={({ source, target }) => view.check({ from: source, to: target }).ok}
          connectionLineComponent={ConnectionLine}
          connectionRadius={coarse ? 60 : 44}
          onDelete={remove}
          // React Flow would hear them wherever the focus is, behind dialogs too.
          deleteKeyCode={null}
          onKeyDown={deleteByKey}
          // A press on the empty canvas gives it the focus.
          tabIndex={-1}
          panActivationKeyCode={null}
          snapToGrid
          snapGrid={snapGrid}
          nodeOrigin={nodeOriginOf(drawing)}
          // Its name stands below the canvas, where it lies on no layer.
          proOptions={attribution}
          minZoom={leastZoom}
          maxZoom={2.5}
          zoomOnScroll={!pageScrolls}
          preventScrolling={!pageScrolls}
          nodeDragThreshold={coarse ? 6 : 2}
          autoPanOnNodeFocus={false}
          elevateEdgesOnSelect={false}
          ariaLabelConfig={ariaLabels}
          onDragOver={drop.over}
          onDrop={drop.drop}
        >
          <Background variant={BackgroundVariant.Dots} gap={18} size={1.5} />
        </ReactFlow>
        </RoutesContext>
      </StrandStylesContext>
    </NetworkViewContext>
  );
}

/** Delete and Backspace take away what is selected, while the canvas itself has the focus. */
function useDeleteByKey() {
  const { deleteElements, getNodes, getEdges } = useReactFlow<LayerNode, CanvasEdge>();
  return (event: KeyboardEvent<HTMLElement>) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    if ((key !== 'Delete' && key !== 'Backspace') || ctrlKey || metaKey || altKey) return;
    if (!(target instanceof Element) || !target.matches(hearsKeys)) return;
    event.preventDefault();
    void deleteElements({ nodes: getNodes().filter(isSelected), edges: getEdges().filter(isSelected) });
  };
}

function isSelected({ selected }: { readonly selected?: boolean }): boolean {
  return selected === true;
}

/** Layers dragged out of the palette: on to the canvas, or into a wire. */
function useDrop() {
  const addLayer = useAddLayer();
  return {
    over: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(draggedKind.type)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    },
    drop: (event: DragEvent) => {
      const kind = draggedKind.read(event.dataTransfer);
      if (kind === undefined) return;
      event.preventDefault();
      const key = document
        .elementsFromPoint(event.clientX, event.clientY)
        .map((element) => element.closest('.react-flow__edge')?.getAttribute('data-id'))
        .find((id) => typeof id === 'string');
      addLayer.at(kind, { x: event.clientX, y: event.clientY }, typeof key === 'string' ? wireOfKey(key) : undefined);
    },
  };
}

function labels({ t, code }: Texts): Partial<AriaLabelConfig> {
  return {
    'node.a11yDescription.default': t('canvas.node-keys'),
    'node.a11yDescription.keyboardDisabled': t('canvas.node-keys'),
    'node.a11yDescription.ariaLiveMessage': ({ direction, x, y }) => t('canvas.moved-to', { direction: code('canvas', `moved.${direction}`), x, y }),
    'edge.a11yDescription.default': t('canvas.wire-keys'),
  };
}
