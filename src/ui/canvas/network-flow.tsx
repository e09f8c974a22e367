import { Background, BackgroundVariant, ReactFlow, useConnection, type AriaLabelConfig, type EdgeProps } from '@xyflow/react';
import { lazy, useCallback, useMemo, useRef } from 'react';
import { shownNetwork } from '../../experiment/groups';
import { useApp } from '../common/app-store';
import { wireKey, wireOfKey } from '../common/selection-keys';
import { Late } from '../widgets/late';
import { scrollingPage, useMedia } from '../widgets/use-media';
import { useNetworkText } from '../common/texts/use-network-text';
import { useText, type Texts } from '../common/texts/use-text';
import { ConnectionLine } from './edges/connection-line';
import type { CanvasEdge, LayerNode, TieEdge } from './flow-graph';
import { LateHands } from './hands/late-hands';
import { useReconnect } from './hands/pointer/use-reconnect';
import { GroupNodeView } from './nodes/group-node';
import { LayerNodeView } from './nodes/layer-node';
import styles from './network-pane.module.css';
import { ConnectContext, NetworkViewContext, StrandStylesContext, type Connect } from './network-view';
import { RoutesContext } from './edges/routes';
import { StrandEdge } from './edges/strand-edge';
import { StrandHatches } from './edges/strand-paths';
import { canvasStep } from './viewport/drawing';
import { useDrawing } from './viewport/drawing-context';
import { useAutomaticFit, useSmallestZoom } from './viewport/use-fit';
import { useFlowGraph } from './use-flow-graph';
import { useNetworkViewValue } from './use-network-view-value';
import { useStrandStylesValue } from './edges/use-strand-styles';

const Frames = lazy(() => import('./nodes/frames'));
const FollowPictures = lazy(async () => ({ default: (await import('./nodes/maps/follow-pictures')).FollowPictures }));
const TieEdgeView = lazy(() => import('./edges/tie-edge'));

const nodeTypes = { layer: LayerNodeView, group: GroupNodeView };
const attribution = { hideAttribution: true };
const edgeTypes = { strands: StrandEdge, tie: LateTie };
const panButtons = [1];
const addingKeys = ['Shift', 'Control', 'Meta'];
/**
 * React Flow over the document: it shows the document's network and turns gestures into commands.
 */
export function NetworkFlow() {
  const texts = useText();
  const coarse = useMedia('(pointer: coarse)');
  // The wheel scrolls the page there, and zooms with Ctrl.
  const pageScrolls = useMedia(scrollingPage);
  const pending = useConnection<LayerNode, string>(({ inProgress, isValid, fromNode, fromHandle, toNode }) => {
    if (!inProgress || isValid !== true || toNode === null) return '';
    const [from, to] = fromHandle.type === 'target' ? [toNode.id, fromNode.id] : [fromNode.id, toNode.id];
    return wireKey({ from, to });
  });
  const words = useNetworkText();
  const connect = useRef<Connect>(undefined);
  const takeConnect = useCallback((hands: Connect | undefined) => {
    connect.current = hands;
  }, []);
  const { moved, ...reconnect } = useReconnect(words, connect);
  const view = useNetworkViewValue(words, pending === '' ? undefined : wireOfKey(pending), moved);
  const strandStyles = useStrandStylesValue();
  const { nodes, edges, routes, onNodesChange, onEdgesChange } = useFlowGraph(words);
  const framed = useApp((state) => shownNetwork(state.document.experiment.network).frames.length > 0);
  const pictured = useApp((state) => state.view.pictures);
  const openPanel = useApp((state) => state.view.openPanel);
  useAutomaticFit();
  const drawing = useDrawing();
  const snapGrid = useMemo(() => canvasStep(drawing), [drawing]);
  const leastZoom = useSmallestZoom();
  const ariaLabels = useMemo(() => labels(texts), [texts]);

  return (
    <NetworkViewContext value={view}>
      <ConnectContext value={takeConnect}>
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
          onConnect={({ source, target }) => connect.current?.({ from: source, to: target })}
          // A click selects the layer too; the keyboard goes to the tab by itself.
          onNodeClick={({ target }) => {
            if (target instanceof Element && target.closest('[data-maps]') !== null) openPanel('inside');
          }}
          isValidConnection={({ source, target }) => view.check({ from: source, to: target }).ok}
          connectionLineComponent={ConnectionLine}
          connectionRadius={coarse ? 60 : 44}
          {...reconnect}
          connectionDragThreshold={4}
          // React Flow would hear them wherever the focus is, behind dialogs too.
          deleteKeyCode={null}
          // A box selects, and the wheel's button pans; a finger pans whatever is set here.
          panOnDrag={panButtons}
          selectionKeyCode={null}
          multiSelectionKeyCode={addingKeys}
          // A press on the empty canvas gives it the focus.
          tabIndex={-1}
          panActivationKeyCode={null}
          snapToGrid
          snapGrid={snapGrid}
          // Its name stands below the canvas, where it lies on no layer.
          proOptions={attribution}
          minZoom={leastZoom}
          maxZoom={2.5}
          // As everywhere where a box selects: the wheel and two fingers pan, with Ctrl they zoom.
          zoomOnScroll={false}
          panOnScroll={!pageScrolls}
          preventScrolling={!pageScrolls}
          nodeDragThreshold={coarse ? 6 : 2}
          autoPanOnNodeFocus={false}
          elevateEdgesOnSelect={false}
          ariaLabelConfig={ariaLabels}
        >
          <Background variant={BackgroundVariant.Dots} gap={18} size={1.5} />
          <Late>
            <LateHands />
          </Late>
          {pictured && (
            <Late>
              <FollowPictures />
            </Late>
          )}
          {framed && (
            <Late>
              <Frames />
            </Late>
          )}
        </ReactFlow>
        </RoutesContext>
      </StrandStylesContext>
      </ConnectContext>
    </NetworkViewContext>
  );
}

/** Few networks have ties. */
function LateTie(props: EdgeProps<TieEdge>) {
  return (
    <Late>
      <TieEdgeView {...props} />
    </Late>
  );
}

function labels({ t, code }: Texts): Partial<AriaLabelConfig> {
  return {
    'node.a11yDescription.default': t('canvas.node-keys'),
    'node.a11yDescription.keyboardDisabled': t('canvas.node-keys'),
    'node.a11yDescription.ariaLiveMessage': ({ direction, x, y }) => t('canvas.moved-to', { direction: code('canvas', `moved.${direction}`), x, y }),
    'edge.a11yDescription.default': t('canvas.wire-keys'),
  };
}
