import { useStore, ViewportPortal, type ReactFlowState } from '@xyflow/react';
import { Minimize2 } from 'lucide-react';
import { shownNetwork } from '../../../experiment/groups';
import { boundsOf, type Box } from '../../../lib/box';
import { useApp, useAppStore } from '../../common/app-store';
import { useText } from '../../common/texts/use-text';
import { useNetworkView } from '../network-view';
import { GroupName } from './group-name';
import styles from './layer-node.module.css';

/** Around the layers of an open group, in pixels of the canvas. */
const margin = 7;

/** Frames around the groups that are open, each with its name and a button that folds it. */
export default function Frames() {
  const { frames } = useApp((state) => shownNetwork(state.document.experiment.network));
  return (
    <ViewportPortal>
      {frames.map(({ group, layers }) => (
        <Frame key={group.id} id={group.id} layers={layers.map((layer) => layer.id)} />
      ))}
    </ViewportPortal>
  );
}

function Frame({ id, layers }: { readonly id: string; readonly layers: readonly string[] }) {
  const { words } = useNetworkView();
  const { t } = useText();
  const store = useAppStore();
  const group = useApp((state) => state.document.experiment.network.folded?.find((one) => one.id === id));
  const [x, y, width, height] = useStore((state) => boundsText(state, layers)).split(' ').map(Number);
  if (group === undefined || x === undefined || y === undefined || width === undefined || height === undefined || !Number.isFinite(width)) return null;
  const fold = t('canvas.group-fold', { group: words.group(group) });
  return (
    <div className={styles['frame']} style={{ transform: `translate(${x - margin}px, ${y - margin}px)`, width: width + 2 * margin, height: height + 2 * margin }}>
      <span className={styles['frameName']}>
        <GroupName group={group} />
        <button type="button" className={styles['fold']} aria-label={fold} title={fold} onClick={() => store.getState().document.execute('group.fold', { ids: [id], open: false })}>
          <Minimize2 size={15} aria-hidden />
        </button>
      </span>
    </div>
  );
}

/** The box around some layers as they are drawn, as one text, which is compared. */
function boundsText({ nodeLookup }: ReactFlowState, layers: readonly string[]): string {
  const boxes = layers.flatMap((id): readonly Box[] => {
    const node = nodeLookup.get(id);
    return node === undefined ? [] : [{ ...node.internals.positionAbsolute, width: node.measured.width ?? 0, height: node.measured.height ?? 0 }];
  });
  const { x, y, width, height } = boundsOf(boxes);
  return `${x} ${y} ${width} ${height}`;
}
