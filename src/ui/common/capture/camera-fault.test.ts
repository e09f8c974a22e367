import { expect, it } from 'vitest';
import { cameraFault } from './camera-fault';

it.each([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotFoundError', 'missing'],
  ['OverconstrainedError', 'missing'],
  ['NotReadableError', 'busy'],
  ['AbortError', 'busy'],
])('%s means that the camera is %s', (name, fault) => {
  expect(cameraFault(new DOMException('', name))).toBe(fault);
});
