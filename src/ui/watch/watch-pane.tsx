import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { beginPending } from '../../lib/pending';
import { ChartBoundary } from '../charts/chart-boundary';
import { useAppStore } from '../common/app-store';
import { Late } from '../widgets/late';
import { useText } from '../common/texts/use-text';
import { Curves } from './curves';
import { browserClock, RedrawQueue } from './chart/redraw-queue';
import { QueueContext } from './chart/use-live-data';
import { useWatchedRun } from './use-watched-run';
import { Weights } from './weights';
import styles from './watch-pane.module.css';

/** A tab that another panel gives. */
export interface WatchTab {
  readonly id: string;
  readonly text: 'compare.tab' | 'runs.tab';
  readonly panel: ReactNode;
}

const ownTabs = [
  { id: 'curves', text: 'curves.tabCurves' },
  { id: 'weights', text: 'curves.tabWeights' },
] as const;

/** What happens while it trains, in tabs; only the visible one is drawn. */
export default function WatchPane({ more }: { more: readonly WatchTab[] }) {
  const { t } = useText();
  const tabs = [...ownTabs, ...more];
  const id = useId();
  const run = useWatchedRun();
  const [tab, setTab] = useState('curves');
  const queue = useRedrawQueue();
  const list = useRef<HTMLDivElement>(null);

  const move = (event: KeyboardEvent) => {
    const index = tabs.findIndex((one) => one.id === tab);
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const chosen = tabs[(next + tabs.length) % tabs.length] ?? ownTabs[0];
    setTab(chosen.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${chosen.id}"]`)?.focus();
  };

  const panelOf = (shown: string) => {
    if (shown === 'curves') return <Curves run={run} />;
    return shown === 'weights' ? <Weights run={run} /> : more.find(({ id: other }) => other === shown)?.panel;
  };

  return (
    <section className={styles['pane']} aria-label={t('curves.tabs')}>
      <div ref={list} role="tablist" aria-label={t('curves.tabs')} className={styles['tabs']} onKeyDown={move}>
        {tabs.map((one) => (
          <button
            key={one.id}
            type="button"
            role="tab"
            id={`${id}-${one.id}`}
            data-tab={one.id}
            aria-selected={tab === one.id}
            aria-controls={`${id}-panel`}
            tabIndex={tab === one.id ? 0 : -1}
            className={styles['tab']}
            onClick={() => setTab(one.id)}
          >
            {t(one.text)}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`} tabIndex={0} className={styles['panel']}>
        <ChartBoundary key={tab} fallback={<p className={styles['note']}>{t('curves.loadFailed')}</p>}>
          <Late fallback={<p className={styles['note']}>{t('common.loading')}</p>}>
            <QueueContext value={queue}>{panelOf(tab)}</QueueContext>
          </Late>
        </ChartBoundary>
      </div>
    </section>
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
