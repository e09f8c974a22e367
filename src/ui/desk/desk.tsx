import { useCallback, useRef, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { useApp } from '../common/app-store';
import { Button } from '../widgets/button';
import { TaskPatterns } from '../common/tasks/task-patterns';
import { useMedia } from '../widgets/use-media';
import { useText } from '../common/texts/use-text';
import styles from './desk.module.css';
import { Divider } from './divider';
import { useDrawer } from './use-drawer';
import { useKeptFocus } from './use-kept-focus';
import { usePageLook } from './use-page-look';

interface DeskPanels {
  readonly topBar: ReactNode;
  readonly setup: ReactNode;
  readonly network: ReactNode;
  /** The strip of eight test images, and on narrow screens the tasks' metrics. */
  readonly images: ReactNode;
  /** Tabs: curves and what else is watched. */
  readonly watch: ReactNode;
  readonly inspector: ReactNode;
}

/**
 * Below this width side panels are drawers; below the other, everything stands one under another.
 * The style sheet has the same.
 */
const narrow = '(max-width: 1100px)';

/** The desk: where everything stands, at every width. It knows places, not what is put there. */
export function Desk({ panels }: { panels: DeskPanels }) {
  usePageLook();
  const desk = useRef<HTMLDivElement>(null);
  const middle = useRef<HTMLElement>(null);
  useKeptFocus(desk);
  const split = useApp((state) => state.view.split);
  const setDrawer = useApp((state) => state.view.setDrawer);
  // A press on the network, on a wire or a layer, is for that; a drawer stays open beside it.
  const closeDrawer = () => setDrawer('none');
  return (
    <div ref={desk} className={styles['desk']}>
      <TaskPatterns />
      <div className={styles['top']}>{panels.topBar}</div>
      <div className={styles['body']}>
        <SidePanel drawer="setup">{panels.setup}</SidePanel>
        <main ref={middle} className={styles['middle']} style={{ gridTemplateRows: `minmax(0, ${split}fr) auto auto minmax(0, ${1 - split}fr)` }}>
          <div className={styles['network']}>{panels.network}</div>
          <Divider column={middle} />
          <div className={styles['images']} onPointerDown={closeDrawer}>
            {panels.images}
          </div>
          <div className={styles['watch']} onPointerDown={closeDrawer}>
            {panels.watch}
          </div>
        </main>
        <SidePanel drawer="inspector">{panels.inspector}</SidePanel>
      </div>
    </div>
  );
}

/** A side panel: always there on a wide screen, on a narrow one a drawer beside which all else can be used. */
function SidePanel({ drawer, children }: { drawer: 'setup' | 'inspector'; children: ReactNode }) {
  const { t } = useText();
  const folds = useMedia(narrow);
  const open = useApp((state) => state.view.drawer === drawer);
  const setDrawer = useApp((state) => state.view.setDrawer);
  const panel = useRef<HTMLElement>(null);
  const shown = folds && open;
  const close = useCallback(() => setDrawer('none'), [setDrawer]);
  useDrawer(panel, shown, drawer === 'setup' ? 'left' : 'right', close);

  return (
    <aside
      ref={panel}
      id={`panel-${drawer}`}
      className={styles['side']}
      data-drawer={drawer}
      data-open={shown}
      aria-label={t(`common.panel.${drawer}`)}
      inert={folds && !open}
    >
      <div className={styles['close']}>
        <strong>{t(`common.panel.${drawer}`)}</strong>
        <Button look="quiet" square aria-label={t('common.close')} onClick={close}>
          <X size={16} aria-hidden />
        </Button>
      </div>
      {children}
    </aside>
  );
}
