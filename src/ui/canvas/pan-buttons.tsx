import { useReactFlow, useStore, type ReactFlowState } from '@xyflow/react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMedia } from '../common/use-media';
import { useText } from '../common/use-text';
import styles from './network-pane.module.css';

/** Pixels by which a layer must reach out of the pane before it counts as hidden. */
const tolerance = 12;
/** The part of the pane's width by which a press moves: what stood at the edge stays in sight. */
const stride = 0.7;

/** Whether layers reach out of the pane at its left and at its right. */
function hiddenSides({ nodeLookup, transform: [shift, , zoom], width }: ReactFlowState): 'none' | 'left' | 'right' | 'both' {
  let left = false;
  let right = false;
  for (const { internals, measured } of nodeLookup.values()) {
    const from = internals.positionAbsolute.x * zoom + shift;
    if (from < -tolerance) left = true;
    if (from + (measured.width ?? 0) * zoom > width + tolerance) right = true;
  }
  if (left && right) return 'both';
  return left ? 'left' : right ? 'right' : 'none';
}

/** At the pane's edges, where the network goes on beyond them: there is more, and a press shows it. */
export function PanButtons() {
  const { t } = useText();
  const flow = useReactFlow();
  const sides = useStore(hiddenSides);
  const width = useStore((state) => state.width);
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const pan = (direction: 1 | -1) => {
    const { x, y, zoom } = flow.getViewport();
    void flow.setViewport({ x: x + direction * stride * width, y, zoom }, { duration: still ? 0 : 200 });
  };
  return (
    <>
      {sides === 'left' || sides === 'both' ? (
        <button type="button" className={styles['pan']} data-side="left" aria-label={t('canvas.further-left')} title={t('canvas.further-left')} onClick={() => pan(1)}>
          <ChevronLeft aria-hidden="true" size={18} />
        </button>
      ) : undefined}
      {sides === 'right' || sides === 'both' ? (
        <button type="button" className={styles['pan']} data-side="right" aria-label={t('canvas.further-right')} title={t('canvas.further-right')} onClick={() => pan(-1)}>
          <ChevronRight aria-hidden="true" size={18} />
        </button>
      ) : undefined}
    </>
  );
}
