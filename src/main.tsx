import './ui/widgets/tokens.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { startPage } from './app/start';
import { offerTestHooks } from './app/test-hooks';
import { createWorker } from './client/create-worker';
import { createWorkerClient } from './client/worker-client';
import { beginPending } from './lib/pending';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');

const store = await startPage(createWorkerClient(createWorker), createWorkerClient(createWorker));
const shown = beginPending('first drawing');
offerTestHooks(store);
createRoot(root).render(<App store={store} onShown={shown} />);
