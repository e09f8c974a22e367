import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { deadlines } from './deadline';
import { webgpuStarter } from './webgpu-device';

const never = (): Promise<never> => new Promise(() => {});

/** The part of an adapter that a start asks; its device is what `requestDevice` makes of it. */
function adapterWith(requestDevice: () => Promise<unknown>, facts: object = { info: { vendor: 'apple', architecture: 'metal-3' } }) {
  return { features: new Set<string>(), limits: {}, requestDevice, ...facts };
}

function stubGpu(requestAdapter: () => Promise<unknown>): void {
  vi.stubGlobal('navigator', { gpu: { requestAdapter } });
}

// Loaded once in real time: the start itself runs in made-up time.
beforeAll(async () => {
  await Promise.all([
    import('@tensorflow/tfjs-backend-webgpu'),
    import('../kernels/webgpu/compile-ahead'),
    import('../kernels/webgpu/register'),
    import('../kernels/webgpu/uploads'),
    import('../kernels/webgpu/variants'),
  ]);
}, 60_000);
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('starting WebGPU', () => {
  it('gives up an adapter that never comes, and not a moment sooner', async () => {
    stubGpu(never);
    const outcome = vi.fn<(outcome: unknown) => void>();
    void webgpuStarter.start('any').then(outcome);
    await vi.advanceTimersByTimeAsync(deadlines.adapter - 1);
    expect(outcome).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(outcome).toHaveBeenCalledWith({ ok: false, error: { reason: 'no-answer', detail: expect.stringContaining('requestAdapter') } });
  });

  it('gives up a device that never comes, asks for one adapter only, and ends a device that comes too late', async () => {
    const device = { destroy: vi.fn<() => void>() };
    let comes: (device: unknown) => void = () => {};
    const requestDevice = vi.fn<() => Promise<unknown>>(() => new Promise((resolve) => (comes = resolve)));
    const requestAdapter = vi.fn<() => Promise<unknown>>(() => Promise.resolve(adapterWith(requestDevice)));
    stubGpu(requestAdapter);
    const outcome = vi.fn<(outcome: unknown) => void>();
    void webgpuStarter.start('hardware').then(outcome);
    await vi.waitUntil(() => requestDevice.mock.calls.length > 0);
    await vi.advanceTimersByTimeAsync(deadlines.device);
    expect(outcome).toHaveBeenCalledWith({ ok: false, error: { reason: 'no-answer', detail: expect.stringContaining('requestDevice') } });
    expect(requestAdapter).toHaveBeenCalledTimes(1);
    comes(device);
    await vi.advanceTimersByTimeAsync(0);
    expect(device.destroy).toHaveBeenCalledTimes(1);
  });

  it('goes as far as asking for a device also where the adapter says nothing of itself, if that is allowed', async () => {
    for (const facts of [{}, { info: undefined }, { requestAdapterInfo: () => Promise.reject(new Error('gone')) }]) {
      stubGpu(() => Promise.resolve(adapterWith(() => Promise.reject(new Error('of the device')), facts)));
      expect(await webgpuStarter.start('hardware')).toMatchObject({ error: { reason: 'maybe-software' } });
      for (const least of ['maybe-hardware', 'any'] as const) {
        expect(await webgpuStarter.start(least)).toEqual({ ok: false, error: { reason: 'failed-to-start', detail: 'Error: of the device' } });
      }
    }
  });

  it('is absent without an adapter', async () => {
    stubGpu(() => Promise.resolve(null));
    expect(await webgpuStarter.start('any')).toMatchObject({ error: { reason: 'absent' } });
    vi.stubGlobal('navigator', {});
    expect(await webgpuStarter.start('any')).toMatchObject({ error: { reason: 'absent' } });
  });
});
