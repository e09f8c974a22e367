import { Handle, Position, type NodeProps } from '@xyflow/react';
import { Maximize2, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { useAppStore } from '../../common/app-store';
import { isLightColour, taskBackground } from '../../common/tasks/task-colours';
import { useText } from '../../common/texts/use-text';
import type { LayerNode } from '../flow-graph';
import { useNetworkView } from '../network-view';
import { portHeights } from '../viewport/drawing';
import { useDrawing } from '../viewport/drawing-context';
import { ConflictBadge } from './conflict-badge';
import { GroupName } from './group-name';
import { useRefused } from './use-refused';
import styles from './layer-node.module.css';

/** A group that is folded: its name, whose tasks run through it, and what is wrong inside. */
export const GroupNodeView = memo(function GroupNodeView({ data: { unit } }: NodeProps<LayerNode>) {
  const { analysis, tasks, words } = useNetworkView();
  const { t, format } = useText();
  const store = useAppStore();
  const { direction, card, tight } = useDrawing();
  const refused = useRefused(unit.id);
  const { group, layers } = unit;
  if (group === undefined) return null;
  const down = direction === 'down';
  const port = down ? {} : { top: portHeights[card] };
  const ids = new Set(layers.map((layer) => layer.id));
  const served = new Set([...ids].flatMap((id) => analysis.tasks.get(id) ?? []));
  const faults = analysis.faults.filter((fault) => fault.layer !== undefined && ids.has(fault.layer));
  const broken = faults.some((fault) => fault.blocks || fault.code !== 'leads-nowhere');
  const open = t('canvas.group-open', { group: words.group(group) });
  return (
    <div className={styles['box']} data-card={card} data-tight={tight} data-kind="group" data-broken={broken} data-refused={refused}>
      <Handle type="target" position={down ? Position.Top : Position.Left} style={port} className={styles['port']} aria-hidden title={t('canvas.input-of', { layer: words.group(group) })} />
      <span className={styles['edge']} aria-hidden="true">
        {tasks.map(
          (task) => served.has(task.id) && <span key={task.id} data-light={isLightColour(task.colour)} style={{ background: taskBackground(task.colour) }} />,
        )}
      </span>
      <GroupName group={group} />
      {card === 'full' && <span className={styles['fact']}>{t(layers.length === 1 ? 'canvas.group-layers.one' : 'canvas.group-layers', { count: format.integer(layers.length) })}</span>}
      <button
        type="button"
        className={styles['open']}
        aria-label={open}
        title={open}
        onClick={() => store.getState().document.execute('group.fold', { ids: [group.id], open: true })}
      >
        <Maximize2 size={14} aria-hidden />
      </button>
      <ConflictBadge unit={unit} />
      {faults.length > 0 && (
        <span className={styles['faults']} data-broken={broken}>
          {faults.map((fault) => (
            <span key={`${fault.layer} ${fault.code}`}>
              {broken && <TriangleAlert className={styles['alert']} aria-hidden="true" />} {words.name(fault.layer ?? '')}: {words.fault(fault)}
            </span>
          ))}
        </span>
      )}
      <Handle type="source" position={down ? Position.Bottom : Position.Right} style={port} className={styles['port']} aria-hidden title={t('canvas.output-of', { layer: words.group(group) })} />
    </div>
  );
});
