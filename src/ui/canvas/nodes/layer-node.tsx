import { Handle, Position, type NodeProps } from '@xyflow/react';
import { Snowflake, TriangleAlert } from 'lucide-react';
import { lazy, memo } from 'react';
import { layerKind } from '../../../domain/network/layer-kinds';
import { taskOfHead, type Layer } from '../../../domain/network/network';
import { useApp } from '../../common/app-store';
import { isLightColour, taskBackground } from '../../common/tasks/task-colours';
import { useText } from '../../common/texts/use-text';
import { Late } from '../../widgets/late';
import { HeadMetric } from './head-metric';
import type { LayerNode } from '../flow-graph';
import { layerFacts } from './layer-facts';
import { portHeights } from '../viewport/drawing';
import { useDrawing } from '../viewport/drawing-context';
import styles from './layer-node.module.css';
import { LearnedMix } from './learned-mix';
import { useNetworkView } from '../network-view';
import { ConflictBadge } from './conflict-badge';
import { pictureRows } from './pictured';
import { useRefused } from './use-refused';

const NodeMaps = lazy(() => import('./maps/node-maps'));

/**
 * A layer's box: what it is, what comes out, which tasks run through it, and what is wrong with it.
 */
export const LayerNodeView = memo(function LayerNodeView({ data: { layer, unit } }: NodeProps<LayerNode>) {
  const { analysis, tasks, words } = useNetworkView();
  const { t } = useText();
  const { direction, card, tight } = useDrawing();
  const refused = useRefused(layer.id);
  const served = analysis.tasks.get(layer.id) ?? [];
  const faults = analysis.faults.filter((fault) => fault.layer === layer.id);
  const broken = faults.some((fault) => fault.blocks || fault.code !== 'leads-nowhere');
  const isHead = layer.kind === 'head';
  const name = words.name(layer.id);
  const own = isHead ? tasks.find(({ id }) => id === taskOfHead(layer))?.colour : undefined;
  const down = direction === 'down';
  const port = down ? {} : { top: portHeights[card] };
  return (
    <div className={styles['box']} data-task={own} data-card={card} data-tight={tight} data-kind={isHead ? 'head' : 'layer'} data-broken={broken} data-refused={refused} data-frozen={layer.frozen === true}>
      {layerKind(layer.kind).inputs !== 'none' && (
        <Handle
          type="target"
          position={down ? Position.Top : Position.Left}
          style={port}
          className={styles['port']}
          aria-hidden
          title={t('canvas.input-of', { layer: name })}
        />
      )}
      <span className={styles['edge']} aria-hidden="true">
        {tasks.map(
          (task) => served.includes(task.id) && <span key={task.id} data-task={task.colour} data-light={isLightColour(task.colour)} style={{ background: taskBackground(task.colour) }} />,
        )}
      </span>
      <span className={styles['title']} title={isHead ? words.title(layer) : undefined}>
        {words.title(layer)}
        {broken && <TriangleAlert className={styles['alert']} aria-hidden="true" />}
      </span>
      {layer.frozen === true && (
        <span className={styles['frozen']}>
          <Snowflake size={17} role="img" aria-label={t('canvas.frozen')} />
        </span>
      )}
      {isHead ? <HeadMetric task={taskOfHead(layer)} /> : <LayerFacts layer={layer} />}
      {!isHead && <ConflictBadge unit={unit} />}
      {faults.length > 0 && (
        <span className={styles['faults']} data-broken={broken}>
          {faults.map((fault) => (
            <span key={fault.code}>{words.fault(fault)}</span>
          ))}
        </span>
      )}
      <Handle
        type="source"
        position={down ? Position.Bottom : Position.Right}
        style={port}
        className={styles['port']}
        aria-hidden
        title={t('canvas.output-of', { layer: name })}
      />
    </div>
  );
});

/**
 * What comes out of a layer, and where there is room, how much it learns. Pictures take the place of
 * that, so that boxes are as high before they come; on small cards that of the size.
 */
function LayerFacts({ layer }: { readonly layer: Layer }) {
  const { card } = useDrawing();
  const { analysis, words } = useNetworkView();
  const texts = useText();
  const data = useApp((state) => state.document.experiment.data);
  const facts = layerFacts(layer, analysis, data, words, texts);
  const { coefficients } = layerKind(layer.kind);
  const rows = useApp((state) => pictureRows(state, layer.id));
  const mixes = card === 'full' && coefficients !== undefined;
  const shown = card === 'full' && !mixes ? rows : Math.min(1, rows);
  const maps = rows > 0 && (
    <span className={styles['maps']} data-rows={shown}>
      <Late>
        <NodeMaps layer={layer} rows={shown} />
      </Late>
    </span>
  );
  return (
    <>
      {(rows === 0 || card === 'full') && <span className={styles['fact']}>{facts.size}</span>}
      {card === 'full' && rows === 0 && facts.data !== '' && <span className={styles['fact']}>{facts.data}</span>}
      {mixes && <LearnedMix layer={layer.id} coefficients={coefficients} otherwise={facts.parameters} />}
      {card === 'full' && rows === 0 && !mixes && facts.parameters !== '' && <span className={styles['fact']}>{facts.parameters}</span>}
      {maps}
    </>
  );
}
