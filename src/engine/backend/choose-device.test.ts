import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../lib/result';
import type { DeviceId } from '../../protocol/device';
import { chooseDevice } from './choose-device';
import { neverLost, type DeviceStarter, type Rejection } from './device';
import { adapterName, isSoftware } from './webgpu-device';

const right = () => Promise.resolve(undefined);

function starter(id: DeviceId, rejection?: Rejection, software = false): DeviceStarter {
  return {
    id,
    start: (allowSoftware) => {
      if (rejection !== undefined) return Promise.resolve(fail(rejection));
      if (software && !allowSoftware) return Promise.resolve(fail({ reason: 'software', detail: id }));
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

describe('WebGPU adapters', () => {
  it('are known for software by their flag or their name', () => {
    expect(isSoftware({ isFallbackAdapter: true }, '')).toBe(true);
    expect(isSoftware({ info: { isFallbackAdapter: true } }, '')).toBe(true);
    expect(isSoftware({ info: { isFallbackAdapter: false } }, 'google swiftshader')).toBe(true);
    expect(isSoftware({}, 'Microsoft Basic Render Driver')).toBe(true);
    expect(isSoftware({ info: {} }, 'apple metal-3')).toBe(false);
  });

  it('are called by their description, else by vendor and architecture', () => {
    expect(adapterName({ description: 'NVIDIA X', vendor: 'nvidia', architecture: 'a' })).toBe('NVIDIA X');
    expect(adapterName({ description: '', vendor: 'apple', architecture: 'metal-3' })).toBe('apple metal-3');
    expect(adapterName({ description: '', vendor: '', architecture: '' })).toBe('');
  });
});
