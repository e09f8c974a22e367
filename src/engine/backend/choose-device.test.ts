import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fail, ok } from '../../lib/result';
import type { DeviceId } from '../../protocol/device';
import { chooseDevice, type Within } from './choose-device';
import { deadlines } from './deadline';
import { neverLost, suits, type DeviceStarter, type Rejection, type StartedDevice } from './device';
import { adapterFacts, adapterName } from './adapter';

const right = () => Promise.resolve(undefined);
const never = (): Promise<never> => new Promise(() => {});

function starter(id: DeviceId, rejection?: Rejection, software: StartedDevice['software'] = false): DeviceStarter {
  return {
    id,
    start: (least) => {
      const unsuited = rejection ?? suits({ name: id, software }, least);
      if (unsuited !== undefined) return Promise.resolve(fail(unsuited));
      return Promise.resolve(ok({ adapter: id, software, lost: neverLost, settle: () => Promise.resolve() }));
    },
  };
}

const all = [starter('webgpu'), starter('wasm'), starter('webgl'), starter('cpu')];

describe('choosing a device', () => {
  it('takes the best by itself, and what is asked for otherwise', async () => {
    for (const [preference, device] of [['auto', 'webgpu'], ['webgpu', 'webgpu'], ['wasm', 'wasm'], ['webgl', 'webgl'], ['cpu', 'cpu']] as const) {
      const chosen = await chooseDevice(preference, all, right);
      expect(chosen).toMatchObject({ ok: true, value: { report: { device, preference, rejected: [] } } });
    }
  });

  it('takes a graphics interface in software only when it is asked for', async () => {
    const starters = [starter('webgpu', undefined, true), starter('wasm'), starter('webgl', undefined, true), starter('cpu')];
    expect(await chooseDevice('webgl', starters, right)).toMatchObject({ value: { report: { device: 'webgl', software: true } } });
    const broken = starter('wasm', { reason: 'failed-to-start', detail: '' });
    const without = starters.map((candidate) => (candidate.id === 'wasm' ? broken : candidate));
    expect(await chooseDevice('webgpu', without.slice(1), right)).toMatchObject({ value: { report: { device: 'cpu' } } });
    expect(await chooseDevice('auto', starters, right)).toMatchObject({
      value: { report: { device: 'wasm', rejected: [{ device: 'webgpu', reason: 'software' }] } },
    });
    expect(await chooseDevice('webgpu', starters, right)).toMatchObject({ value: { report: { device: 'webgpu', software: true } } });
  });

  it('rejects a device that computes wrongly or breaks at it, and says so', async () => {
    const outcomes = [Promise.resolve('losses 1, 2'), Promise.reject(new Error('broken')), right()];
    const chosen = await chooseDevice('auto', all, () => outcomes.shift() ?? right());
    expect(chosen).toMatchObject({
      value: {
        report: {
          device: 'webgl',
          rejected: [
            { device: 'webgpu', reason: 'wrong-numbers', detail: 'losses 1, 2' },
            { device: 'wasm', reason: 'wrong-numbers', detail: 'Error: broken' },
          ],
        },
      },
    });
  });

  it('never takes a device above the preference, and tells why there is none', async () => {
    const broken: Rejection = { reason: 'failed-to-start', detail: 'x' };
    const starters = [starter('webgpu'), starter('wasm', broken), starter('webgl', broken), starter('cpu', broken)];
    const chosen = await chooseDevice('wasm', starters, right);
    expect(chosen).toMatchObject({ ok: false, error: { code: 'no-device', detail: expect.stringContaining('wasm: failed-to-start') } });
  });
});

/** A device as a graphics card is one: it may stop answering. */
function card(): DeviceStarter & { readonly given: string[] } {
  const given: string[] = [];
  return {
    id: 'webgpu',
    given,
    start: () =>
      Promise.resolve(ok({ adapter: 'card', software: false, lost: never(), settle: () => Promise.resolve(), silence: { deadline: 1, giveUp: (reason) => given.push(reason) } })),
  };
}

describe('a device that does not answer', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each(['read', 'compute'] as const)('in the step %s of the self-test is given up, and the next one is taken', async (silentStep) => {
    const silent = card();
    const told: DeviceId[] = [];
    const test = async (within: Within) => {
      for (const step of ['read', 'compute'] as const) await within(step, step === silentStep && told.at(-1) === 'webgpu' ? never() : Promise.resolve());
      return undefined;
    };
    const choosing = chooseDevice('auto', [silent, ...all.slice(1)], test, { listen: (id) => told.push(id) });
    await vi.advanceTimersByTimeAsync(deadlines[silentStep] - 1);
    expect(silent.given).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await choosing).toMatchObject({ value: { report: { device: 'wasm', rejected: [{ device: 'webgpu', reason: 'no-answer', detail: expect.stringContaining(silentStep) }] } } });
    expect(silent.given).toHaveLength(1);
    // Whoever waits hears again and again that something is being done.
    expect(told.filter((id) => id === 'webgpu').length).toBeGreaterThan(5);
  });

  it('in time is waited for, however many steps take nearly as long as they may', async () => {
    const test = async (within: Within) => {
      for (let step = 0; step < 5; step += 1) await within('compute', new Promise((resolve) => setTimeout(resolve, deadlines.compute - 1)));
      return undefined;
    };
    const choosing = chooseDevice('auto', [card(), ...all.slice(1)], test);
    await vi.advanceTimersByTimeAsync(5 * deadlines.compute);
    expect(await choosing).toMatchObject({ value: { report: { device: 'webgpu', rejected: [] } } });
  });

  it('is not tried where it fell silent before', async () => {
    const start = vi.fn<DeviceStarter['start']>();
    const chosen = await chooseDevice('webgpu', [{ id: 'webgpu', start }, ...all.slice(1)], right, { avoid: new Set(['webgpu']) });
    expect(chosen).toMatchObject({ value: { report: { device: 'wasm', rejected: [{ device: 'webgpu', reason: 'no-answer' }] } } });
    expect(start).not.toHaveBeenCalled();
  });
});

describe('a device that may be software', () => {
  it('comes after WASM by itself, is not given up for it, and is taken at once when asked for', async () => {
    const unknown = [starter('webgpu', undefined, 'unknown'), ...all.slice(1)];
    expect(await chooseDevice('auto', unknown, right)).toMatchObject({
      value: { report: { device: 'wasm', rejected: [{ device: 'webgpu', reason: 'maybe-software' }] } },
    });
    expect(await chooseDevice('webgpu', unknown, right)).toMatchObject({ value: { report: { device: 'webgpu', software: 'unknown', rejected: [] } } });
    const broken: Rejection = { reason: 'failed-to-start', detail: '' };
    const without = [starter('webgpu', undefined, 'unknown'), starter('wasm', broken), starter('webgl', undefined, true), starter('cpu')];
    expect(await chooseDevice('auto', without, right)).toMatchObject({
      value: { report: { device: 'webgpu', rejected: [{ device: 'wasm' }, { device: 'webgl', reason: 'software' }] } },
    });
  });
});

describe('WebGPU adapters', () => {
  it.each([
    ['Chrome on a card', { info: { vendor: 'nvidia', architecture: 'turing', description: '', isFallbackAdapter: false } }, 'nvidia turing', false],
    ['Chrome before 136', { isFallbackAdapter: false, info: { vendor: 'intel', architecture: 'gen-9', description: '' } }, 'intel gen-9', false],
    ['Chrome in software', { info: { vendor: 'google', architecture: 'swiftshader', description: '', isFallbackAdapter: true } }, 'google swiftshader', true],
    ['a flag of the adapter itself', { isFallbackAdapter: true, info: { vendor: 'x', architecture: 'y', description: '' } }, 'x y', true],
    ['software that says it is not', { info: { vendor: 'google', architecture: 'swiftshader', isFallbackAdapter: false } }, 'google swiftshader', true],
    ['Windows in software', { info: { description: 'Microsoft Basic Render Driver' } }, 'Microsoft Basic Render Driver', true],
    ['Safari', { info: { vendor: 'apple', architecture: 'metal-3', description: '' } }, 'apple metal-3', false],
    ['Firefox on a card', { info: { vendor: '', architecture: '', description: '', isFallbackAdapter: false } }, '', false],
    ['an adapter that tells nothing', { info: { vendor: '', architecture: '', description: '' } }, '', 'unknown'],
    ['an adapter without info', {}, '', 'unknown'],
    ['info that is undefined', { info: undefined }, '', 'unknown'],
    ['info of another form', { info: { vendor: 7, isFallbackAdapter: 'no' } }, '', 'unknown'],
    ['Chrome before 127', { isFallbackAdapter: false, requestAdapterInfo: () => Promise.resolve({ vendor: 'amd', architecture: 'rdna-2' }) }, 'amd rdna-2', false],
    ['info that is refused', { requestAdapterInfo: () => Promise.reject(new Error('no')) }, '', 'unknown'],
    ['info that throws', { get info() { throw new Error('no'); } }, '', 'unknown'],
  ])('%s', async (_what, adapter, name, software) => {
    expect(await adapterFacts(adapter)).toMatchObject({ name, software });
  });

  it('whose info never comes are used without it', async () => {
    vi.useFakeTimers();
    const facts = adapterFacts({ isFallbackAdapter: false, requestAdapterInfo: () => never() });
    await vi.advanceTimersByTimeAsync(deadlines.info);
    expect(await facts).toMatchObject({ name: '', software: false });
    vi.useRealTimers();
  });

  it('are called by their description, else by vendor and architecture', () => {
    expect(adapterName({ description: 'NVIDIA X', vendor: 'nvidia', architecture: 'a' })).toBe('NVIDIA X');
    expect(adapterName({ description: '', vendor: 'apple', architecture: 'metal-3' })).toBe('apple metal-3');
    expect(adapterName({ description: '', vendor: '', architecture: '' })).toBe('');
  });
});
