import { fail, ok, type Result } from '../../lib/result';
import type { DeviceId, DevicePreference, DeviceReport } from '../../protocol/device';
import type { Problem } from '../../protocol/problem';
import type { ChosenDevice, DeviceStarter, Rejection, StartedDevice } from './device';

/** Computes something with a known outcome on the current backend; resolves with what was wrong, or undefined. */
export type SelfTest = () => Promise<string | undefined>;

/** What is tried for a preference, in this order: what is faster comes first, and never nothing. */
export function candidates(preference: DevicePreference): readonly DeviceId[] {
  switch (preference) {
    case 'auto':
    case 'webgpu':
      return ['webgpu', 'wasm', 'webgl', 'cpu'];
    case 'wasm':
      return ['wasm', 'webgl', 'cpu'];
    case 'webgl':
      return ['webgl', 'wasm', 'cpu'];
    case 'cpu':
      return ['cpu'];
  }
}

/**
 * Starts the first device that is there, suits the preference and computes rightly; it is then the current backend. WebGPU and
 * WebGL in software are taken only when they are asked for by name. Problem: no-device.
 */
export async function chooseDevice(
  preference: DevicePreference,
  starters: readonly DeviceStarter[],
  selfTest: SelfTest,
): Promise<Result<ChosenDevice, Problem>> {
  const rejected: DeviceReport['rejected'][number][] = [];
  for (const id of candidates(preference)) {
    const starter = starters.find((candidate) => candidate.id === id);
    const started = await tryDevice(starter, preference === id, selfTest);
    if (started.ok) {
      const { adapter, software, lost, compileRehearsed } = started.value;
      const report: DeviceReport = { device: id, preference, adapter, software, rejected };
      return ok({ adapter, software, lost, settle: () => started.value.settle(), ...(compileRehearsed && { compileRehearsed }), report });
    }
    rejected.push({ device: id, ...started.error });
  }
  const detail = rejected.map((entry) => `${entry.device}: ${entry.reason} ${entry.detail}`).join('; ');
  return fail({ code: 'no-device', figures: {}, detail, canContinue: false });
}

async function tryDevice(
  starter: DeviceStarter | undefined,
  allowSoftware: boolean,
  selfTest: SelfTest,
): Promise<Result<StartedDevice, Rejection>> {
  if (starter === undefined) return fail({ reason: 'absent', detail: '' });
  const started = await starter.start(allowSoftware);
  if (!started.ok) return started;
  try {
    const wrong = await selfTest();
    return wrong === undefined ? started : fail({ reason: 'wrong-numbers', detail: wrong });
  } catch (error) {
    return fail({ reason: 'wrong-numbers', detail: String(error) });
  }
}
