import type { RequestMessage } from '../protocol/messages';
import { browserDevices } from './backend/browser-devices';
import { chooseDevice } from './backend/choose-device';
import { selfTest } from './backend/self-test';
import { fetchFrom } from './data/fetch-bytes';
import { Session } from './session';
import { createTrainer } from './trainer';

// A message to itself comes after those that are waiting; timers would be slowed down in a hidden tab.
const { port1, port2 } = new MessageChannel();
const breathing: (() => void)[] = [];
port2.addEventListener('message', () => breathing.shift()?.());
port2.start();

const session = new Session({
  post: (message) => postMessage(message),
  now: () => performance.now(),
  breathe: () =>
    new Promise((resolve) => {
      breathing.push(resolve);
      port1.postMessage(null);
    }),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  fetchFrom,
  chooseDevice: (preference) => chooseDevice(preference, browserDevices, selfTest),
  createTrainer,
});

onmessage = (event: MessageEvent<RequestMessage>) => session.handle(event.data);
