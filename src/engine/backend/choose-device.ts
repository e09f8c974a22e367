import { fail, ok, type Result } from '../../lib/result';
import type { DeviceId, DevicePreference, DeviceReport } from '../../protocol/device';
import type { Problem } from '../../protocol/problem';
import { answerWithin, deadlines, NoAnswer, slowness, type StartListener } from './deadline';
import { rejectionOf, type ChosenDevice, type DeviceStarter, type Rejection, type Standard, type StartedDevice } from './device';

/**
 * Computes something with a known outcome on the current backend; resolves with what was wrong, or
 * undefined. Whatever it waits for, it waits for through `within`, which gives up a device that
 * does not answer.
 */
export type SelfTest = (within: Within) => Promise<string | undefined>;

/** Waits for an answer of the device to one step of a test, but not for ever. */
export type Within = <Value>(step: 'read' | 'compute', work: Promise<Value>) => Promise<Value>;

/** Something to try. */
interface Candidate {
  readonly id: DeviceId;
  readonly least: Standard;
}

/**
 * In this order where nothing is asked for: what is faster comes first, what may be software after
 * what says what it is, and never nothing.
 */
const byItself: readonly Candidate[] = [
  { id: 'webgpu', least: 'hardware' },
  { id: 'wasm', least: 'any' },
  { id: 'webgl', least: 'hardware' },
  { id: 'webgpu', least: 'maybe-hardware' },
  { id: 'webgl', least: 'maybe-hardware' },
  { id: 'cpu', least: 'any' },
];

/** What is tried for a preference, in order: never a device above it. */
export function candidates(preference: DevicePreference): readonly Candidate[] {
  const without = (...ids: readonly DeviceId[]) => byItself.filter(({ id }) => !ids.includes(id));
  switch (preference) {
    case 'auto':
      return byItself;
    case 'webgpu':
      return [{ id: 'webgpu', least: 'any' }, ...without('webgpu')];
    case 'wasm':
      return without('webgpu');
    case 'webgl':
      return [{ id: 'webgl', least: 'any' }, ...without('webgpu', 'webgl')];
    case 'cpu':
      return without('webgpu', 'wasm', 'webgl');
  }
}

/** How a device is chosen. */
export interface Choice {
  /** Devices that have stopped answering: they are not tried. */
  readonly avoid?: ReadonlySet<DeviceId>;
  /** Told which device is being started, again and again while it has not answered. */
  readonly listen?: StartListener;
}

/**
 * Starts the first device that is there, suits the preference, answers and computes rightly; it is
 * then the current backend. WebGPU and WebGL in software are taken only when they are asked for by
 * name. Problem: no-device.
 */
export async function chooseDevice(
  preference: DevicePreference,
  starters: readonly DeviceStarter[],
  selfTest: SelfTest,
  { avoid, listen }: Choice = {},
): Promise<Result<ChosenDevice, Problem>> {
  const rejections = new Map<DeviceId, Rejection>();
  for (const { id, least } of candidates(preference)) {
    const before = rejections.get(id);
    // A second try is for what may be hardware after all.
    if (before !== undefined && before.reason !== 'maybe-software') continue;
    if (avoid?.has(id) === true) {
      rejections.set(id, { reason: 'no-answer', detail: 'it stopped answering before' });
      continue;
    }
    listen?.(id);
    const starter = starters.find((candidate) => candidate.id === id);
    const started = await tryDevice(starter, least, selfTest, () => listen?.(id));
    if (started.ok) {
      const { adapter, software, lost, silence, compileWarmUp } = started.value;
      rejections.delete(id);
      const report: DeviceReport = { device: id, preference, adapter, software, rejected: listOf(rejections) };
      return ok({
        adapter,
        software,
        lost,
        settle: () => started.value.settle(),
        ...(silence && { silence }),
        ...(compileWarmUp && { compileWarmUp }),
        report,
      });
    }
    rejections.set(id, started.error);
  }
  const detail = listOf(rejections).map((entry) => `${entry.device}: ${entry.reason} ${entry.detail}`).join('; ');
  return fail({ code: 'no-device', params: {}, detail, canContinue: false });
}

function listOf(rejections: ReadonlyMap<DeviceId, Rejection>): DeviceReport['rejected'] {
  return [...rejections].map(([device, rejection]) => ({ device, ...rejection }));
}

async function tryDevice(
  starter: DeviceStarter | undefined,
  least: Standard,
  selfTest: SelfTest,
  onLook: () => void,
): Promise<Result<StartedDevice, Rejection>> {
  if (starter === undefined) return fail({ reason: 'absent', detail: '' });
  const started = await starter.start(least, onLook);
  if (!started.ok) return started;
  const { software, silence } = started.value;
  const stretch = software === false ? 1 : slowness;
  // A processor cannot but answer: while it computes, nobody waits.
  const within: Within = (step, work) => (silence === undefined ? work : answerWithin(step, deadlines[step] * stretch, work, onLook));
  try {
    const wrong = await selfTest(within);
    return wrong === undefined ? started : fail({ reason: 'wrong-numbers', detail: wrong });
  } catch (error) {
    if (!(error instanceof NoAnswer)) return fail({ reason: 'wrong-numbers', detail: String(error) });
    silence?.giveUp(error.message);
    return fail(rejectionOf(error));
  }
}
