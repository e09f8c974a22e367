import { lazy, type ComponentType } from 'react';
import type { WatchTab } from '../ui/watch/watch-pane';
import { whenLoaded } from '../ui/widgets/late';
import { early } from './early';

type Watch = Awaited<typeof early.watch>;

async function tabOf(choose: (watch: Watch) => ComponentType): Promise<{ readonly default: ComponentType }> {
  return { default: choose(await early.watch) };
}

const Curves = whenLoaded(tabOf((watch) => watch.Curves));
const Conflict = whenLoaded(tabOf((watch) => watch.Conflict));
const PredictionsPanel = lazy(() => import('../ui/predictions/predictions-panel'));
const InsidePanel = lazy(() => import('../ui/inside/inside-panel'));
const ComparePanel = lazy(() => import('../ui/compare/compare-panel'));
const RunsPanel = lazy(() => import('../ui/runs/runs-panel'));

/**
 * The tabs below the network, in their order: a further panel is a line here. Curves and
 * conflict come with the pane right behind the network, each other panel when its tab is opened
 * first.
 * The ids stand in links and among what the browser keeps: never rename one.
 */
export const panels: readonly [WatchTab, ...WatchTab[]] = [
  { id: 'curves', title: (t) => t('curves.tabCurves'), panel: <Curves /> },
  { id: 'predictions', title: (t) => t('gallery.tab'), panel: <PredictionsPanel /> },
  { id: 'weights', title: (t) => t('curves.tabConflict'), panel: <Conflict /> },
  { id: 'inside', title: (t) => t('inside.tab'), panel: <InsidePanel /> },
  { id: 'compare', title: (t) => t('compare.tab'), panel: <ComparePanel /> },
  { id: 'runs', title: (t) => t('runs.tab'), panel: <RunsPanel /> },
];
