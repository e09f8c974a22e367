import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { beginPending } from '../../lib/pending';
import { ChartBoundary } from '../charts/chart-boundary';
import type { Translate } from '../../i18n/translate';
import { useApp, useAppStore } from '../common/app-store';
import { Late } from '../widgets/late';
import { useTaskFocus } from '../common/tasks/use-task-focus';
import { useText } from '../common/texts/use-text';
import { browserClock, RedrawQueue } from './chart/redraw-queue';
import { LookingBack } from './cursor/looking-back';
import { CursorContext, StepCursor } from './cursor/step-cursor';
import { QueueContext } from './chart/use-live-data';
import { SourcesContext, type ChartSource } from './tools/chart-sources';
import { useZoomValue } from './zoom/use-zoom';
import { ZoomContext } from './zoom/zoom-context';
import { ZoomSign } from './zoom/zoom-sign';
import styles from './watch-pane.module.css';

// One load for what the first two tabs share.
export { Curves } from './curves';
export { Conflict } from './conflict';

/** A tab below the network. */
export interface WatchTab {
  readonly id: string;
  readonly title: (t: Translate) => string;
  readonly panel: ReactNode;
}

/**
 * What happens while it trains, and what else there is to see below the network, in tabs; only the
 * visible one is drawn. The open tab is part of the view: the first one where that names none.
 */
export default function WatchPane({ tabs }: { tabs: readonly [WatchTab, ...WatchTab[]] }) {
  const { t } = useText();
  // Of the whole page, but here, for nothing asks for it before this is loaded.
  useTaskFocus();
  const id = useId();
  const named = useApp((state) => state.view.panel);
  const openPanel = useApp((state) => state.view.openPanel);
  const open = tabs.find((one) => one.id === named) ?? tabs[0];
  const queue = useRedrawQueue();
  const [cursor] = useState(() => new StepCursor());
  const [sources] = useState(() => new Set<() => ChartSource | undefined>());
  const zooming = useZoomValue();
  const list = useRef<HTMLDivElement>(null);

  const move = (event: KeyboardEvent) => {
    const index = tabs.indexOf(open);
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const chosen = tabs[(next + tabs.length) % tabs.length] ?? tabs[0];
    openPanel(chosen.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${chosen.id}"]`)?.focus();
  };

  return (
    <ZoomContext value={zooming}>
      <section className={styles['pane']} aria-label={t('curves.tabs')}>
        <div ref={list} role="tablist" aria-label={t('curves.tabs')} className={styles['tabs']} onKeyDown={move}>
          {tabs.map((one) => (
            <button
              key={one.id}
              type="button"
              role="tab"
              id={`${id}-${one.id}`}
              data-tab={one.id}
              aria-selected={one === open}
              aria-controls={`${id}-panel`}
              tabIndex={one === open ? 0 : -1}
              className={styles['tab']}
              onClick={() => openPanel(one.id)}
            >
              {one.title(t)}
            </button>
          ))}
        </div>
        <LookingBack>
          <ZoomSign />
        </LookingBack>
        <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${open.id}`} tabIndex={0} className={styles['panel']}>
          <ChartBoundary key={open.id} fallback={<p className={styles['note']}>{t('curves.loadFailed')}</p>}>
            <Late fallback={<p className={styles['note']}>{t('common.loading')}</p>}>
              <QueueContext value={queue}>
                <CursorContext value={cursor}>
                  <SourcesContext value={sources}>{open.panel}</SourcesContext>
                </CursorContext>
              </QueueContext>
            </Late>
          </ChartBoundary>
        </div>
      </section>
    </ZoomContext>
  );
}

/** A queue that hears of new data; at a pause the charts are brought up to date at once. */
function useRedrawQueue(): RedrawQueue {
  const store = useAppStore();
  const [queue] = useState(() => new RedrawQueue(browserClock, () => beginPending('curves')));
  useEffect(
    () =>
      store.subscribe(({ session }, { session: old }) => {
        const stopped = session.phase !== old.phase && session.phase !== 'running';
        if (session.published !== old.published || stopped) queue.invalidate(session.phase !== 'running');
      }),
    [store, queue],
  );
  return queue;
}
