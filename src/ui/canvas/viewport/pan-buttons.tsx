import { useReactFlow, useStore, type ReactFlowState } from '@xyflow/react';
import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp } from 'lucide-react';
import { Button } from '../../widgets/button';
import { useMedia } from '../../widgets/use-media';
import { useText } from '../../common/texts/use-text';
import styles from '../network-pane.module.css';
import { Overview } from './overview';

/** Pixels by which a layer must reach out of the pane before it counts as hidden. */
const tolerance = 12;
/** The part of the pane by which a press moves: what stood at the edge stays in sight. */
const stride = 0.7;
/** In narrower panes, in pixels, there is no room beside the toolbar. */
const narrowest = 640;

const sides = [
  { id: 'left', x: 1, y: 0, Icon: ChevronLeft },
  { id: 'right', x: -1, y: 0, Icon: ChevronRight },
  { id: 'up', x: 0, y: 1, Icon: ChevronUp },
  { id: 'down', x: 0, y: -1, Icon: ChevronDown },
] as const;

/**
 * The sides at which layers reach out of the pane, as one text: it is compared to see whether
 * anything changed.
 */
function hiddenSides({ nodeLookup, transform: [shiftX, shiftY, zoom], width, height }: ReactFlowState): string {
  const hidden = new Set<(typeof sides)[number]['id']>();
  for (const { internals, measured } of nodeLookup.values()) {
    const left = internals.positionAbsolute.x * zoom + shiftX;
    const top = internals.positionAbsolute.y * zoom + shiftY;
    if (left < -tolerance) hidden.add('left');
    if (left + (measured.width ?? 0) * zoom > width + tolerance) hidden.add('right');
    if (top < -tolerance) hidden.add('up');
    if (top + (measured.height ?? 0) * zoom > height + tolerance) hidden.add('down');
  }
  return [...hidden].join(' ');
}

/**
 * Where the network goes on beyond the pane: buttons in the toolbar which show more, and the whole
 * in small.
 */
export function PanButtons() {
  const { t } = useText();
  const flow = useReactFlow();
  const hidden = useStore(hiddenSides).split(' ');
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const pan = (right: number, down: number) => {
    const { x, y, zoom } = flow.getViewport();
    void flow.setViewport({ x: x + right * stride * width, y: y + down * stride * height, zoom }, { duration: still ? 0 : 200 });
  };
  const buttons = sides.map(({ id, x, y, Icon }) =>
    hidden.includes(id) ? (
      <Button key={id} square aria-label={t(`canvas.further-${id}`)} title={t(`canvas.further-${id}`)} onClick={() => pan(x, y)}>
        <Icon aria-hidden size={18} />
      </Button>
    ) : undefined,
  );
  // A finger pans by itself, and a narrow pane has no room for them.
  if (hidden.includes('') || width < narrowest) return undefined;
  return (
    <div className={styles['pans']}>
      {buttons}
      <Overview />
    </div>
  );
}
