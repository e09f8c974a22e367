import { Suspense, useEffect } from 'react';
import { readDocumentFile, writeDocument } from '../experiment/link/file-format';
import { stillCarried } from '../experiment/link/linked-document';
import { documentToShare } from '../state/session/kept-start';
import type { AppStore } from '../state/store';
import { NetworkPane } from '../ui/canvas/network-pane';
import { StoreProvider } from '../ui/common/app-store';
import { ErrorBoundary } from '../ui/common/error-boundary';
import { Late, whenLoaded } from '../ui/widgets/late';
import { fileNameOf, saveFile as saveAs } from '../ui/widgets/save-file';
import { Desk } from '../ui/desk/desk';
import { Strip } from '../ui/images/strip';
import { TaskResults } from '../ui/images/task-results';
import { TopBar } from '../ui/top-bar/top-bar';
import { shareAddress } from './address';
import { early } from './early';
import { panels } from './panels';
import { open } from './start';

const SetupPanel = whenLoaded(early.setup);
const WatchPane = whenLoaded(early.watch);
const ProblemLines = whenLoaded(early.problems);
const Inspector = whenLoaded(early.inspector);

/**
 * The page: panels, arranged on the desk, over one store. `onShown` is called once they stand and
 * listen to keys.
 */
export function App({ store, onShown }: { store: AppStore; onShown: () => void }) {
  useEffect(onShown, [onShown]);
  const saveFile = () => {
    const experiment = documentToShare(store.getState());
    const text = writeDocument(experiment, stillCarried(store.getState().document.source, experiment));
    saveAs(fileNameOf(experiment.name, 'json'), new Blob([text], { type: 'application/json' }));
  };
  const openFile = async (file: File) => open(store, await readDocumentFile(file));
  const topBar = (
    <TopBar
      link={() => shareAddress(store.getState())}
      openFile={openFile}
      saveFile={saveFile}
      problems={<Late><ProblemLines /></Late>}
      tabs={panels}
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
              images: <><TaskResults /><Strip /></>,
              watch: <Late><WatchPane tabs={panels} /></Late>,
              inspector: <Late><Inspector /></Late>,
            }}
          />
        </Suspense>
      </StoreProvider>
    </ErrorBoundary>
  );
}
