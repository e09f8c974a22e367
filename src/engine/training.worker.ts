import type { RequestMessage } from '../protocol/messages';
import { browserDevices } from './backend/browser-devices';
import { chooseDevice } from './backend/choose-device';
import { selfTest } from './session/self-test';
import { fetchFrom } from './data/fetch-bytes';
import { withOwnFiles } from './import/own-files';
import { Session } from './session/session';
import { createBreathe } from './session/breathe';
import { createTrainer } from './trainer';

const session = new Session({
  post: (message) => postMessage(message),
  now: () => performance.now(),
  breathe: createBreathe(),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  fetchFrom: (dataUrl, inMemory) => withOwnFiles(fetchFrom(dataUrl), inMemory),
  chooseDevice: (preference, choice) => chooseDevice(preference, browserDevices, selfTest, choice),
  createTrainer,
});

addEventListener('message', (event: MessageEvent<RequestMessage>) => session.handle(event.data));
