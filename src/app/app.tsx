import { lazy, Suspense, useEffect } from 'react';
import { readDocumentFile, writeDocument } from '../experiment/link/file-format';
import { stillCarried } from '../experiment/link/linked-document';
import { loadLateTexts } from '../i18n/translate';
import { pendingUntil } from '../lib/pending';
import type { AppStore } from '../state/store';
import { NetworkPane } from '../ui/canvas/network-pane';
import { StoreProvider } from '../ui/common/app-store';
import { ErrorBoundary } from '../ui/common/error-boundary';
import { Late } from '../ui/widgets/late';
import { Desk } from '../ui/desk/desk';
import { TaskResults } from '../ui/images/task-results';
import { TestImages } from '../ui/images/test-images';
import { TopBar } from '../ui/top-bar/top-bar';
import type { WatchTab } from '../ui/watch/watch-pane';
import { shareAddress } from './address';
import { downloadText, fileNameOf } from './files';
import { open } from './start';

const texts = loadLateTexts();

async function withTexts<Panel>(panel: Promise<Panel>): Promise<Panel> {
  const [loaded] = await Promise.all([panel, texts]);
  return loaded;
}

/**
 * Side panels and charts come right behind the network, each into the place that the desk keeps for
 * it, with the texts that only they use.
 */
const early = {
  setup: pendingUntil('setup', withTexts(import('../ui/setup/setup-panel'))),
  watch: pendingUntil('watch', withTexts(import('../ui/watch/watch-pane'))),
  problems: pendingUntil('problems', withTexts(import('../ui/top-bar/run/problem-line'))),
  inspector: pendingUntil('inspector', withTexts(import('../ui/inspector/inspector'))),
};
const SetupPanel = lazy(() => early.setup);
const WatchPane = lazy(() => early.watch);
const ProblemLines = lazy(() => early.problems);
const Inspector = lazy(() => early.inspector);
const ComparePanel = lazy(() => import('../ui/compare/compare-panel'));
const RunsPanel = lazy(() => import('../ui/runs/runs-panel'));

/** Tabs whose panels are loaded when they are opened. */
const lateTabs: readonly WatchTab[] = [
  { id: 'compare', text: 'compare.tab', panel: <ComparePanel /> },
  { id: 'runs', text: 'runs.tab', panel: <RunsPanel /> },
];

/**
 * The page: panels, arranged on the desk, over one store. `onShown` is called once they stand and
 * listen to keys.
 */
export function App({ store, onShown }: { store: AppStore; onShown: () => void }) {
  useEffect(onShown, [onShown]);
  const saveFile = () => {
    const { experiment, source } = store.getState().document;
    const text = writeDocument(experiment, stillCarried(source, experiment));
    downloadText(fileNameOf(experiment.name, 'json'), text, 'application/json');
  };
  const openFile = async (file: File) => open(store, await readDocumentFile(file));
  const topBar = (
    <TopBar
      link={() => shareAddress(store.getState().document)}
      openFile={openFile}
      saveFile={saveFile}
      problems={<Late><ProblemLines /></Late>}
    />
  );
  return (
    <ErrorBoundary language={store.getState().view.language} onSave={saveFile}>
      <StoreProvider store={store}>
        <Suspense>
          <Desk
            panels={{
              topBar,
              setup: <Late><SetupPanel /></Late>,
              network: <NetworkPane />,
              images: <><TaskResults /><TestImages /></>,
              watch: <Late><WatchPane more={lateTabs} /></Late>,
              inspector: <Late><Inspector /></Late>,
            }}
          />
        </Suspense>
      </StoreProvider>
    </ErrorBoundary>
  );
}
