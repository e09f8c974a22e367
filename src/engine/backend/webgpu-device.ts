import { backend, getBackend, setBackend } from '@tensorflow/tfjs-core';
import { fail, ok, type Result } from '../../lib/result';
import type { DeviceStarter, Rejection, StartedDevice } from './device';
import { forgetLostBackend, lossOf } from './lost-backends';

/** Some drivers never answer; longer than any that does. */
const adapterDeadline = 10_000;

/** WebGPU. The backend's code is loaded only where there is an adapter that may be used. */
export const webgpuStarter: DeviceStarter = {
  id: 'webgpu',
  start: async (allowSoftware) => {
    try {
      const adapter = await requestAdapter();
      if (adapter === undefined) return fail({ reason: 'absent', detail: '' });
      const name = adapterName(adapter.info);
      const software = isSoftware(adapter, name);
      if (software && !allowSoftware) return fail({ reason: 'software', detail: name });
      return await startBackend(name, software);
    } catch (error) {
      return fail({ reason: 'failed-to-start', detail: String(error) });
    }
  },
};

async function requestAdapter(): Promise<GPUAdapter | undefined> {
  if (typeof navigator === 'undefined' || !('gpu' in navigator)) return undefined;
  const asked = navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), adapterDeadline));
  return (await Promise.race([asked, late])) ?? undefined;
}

/** What the hardware calls itself, as far as the browser tells: description, or vendor and architecture. */
export function adapterName(info: Pick<GPUAdapterInfo, 'description' | 'vendor' | 'architecture'>): string {
  return info.description === '' ? [info.vendor, info.architecture].filter((part) => part !== '').join(' ') : info.description;
}

/** True for adapters that compute on the processor; browsers differ in how they say so. */
export function isSoftware(adapter: object, name: string): boolean {
  const flagOf = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && 'isFallbackAdapter' in value && value.isFallbackAdapter === true;
  if (flagOf(adapter) || ('info' in adapter && flagOf(adapter.info))) return true;
  return /swiftshader|llvmpipe|lavapipe|basic render|software/i.test(name);
}

async function startBackend(name: string, software: boolean): Promise<Result<StartedDevice, Rejection>> {
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  const [{ compileRehearsed }, { registerWebgpuKernels }, { reuseUploadBuffers }, { declareAdapter }] = await Promise.all([
    import('../kernels/webgpu/compile-ahead'),
    import('../kernels/webgpu/register'),
    import('../kernels/webgpu/uploads'),
    import('../kernels/webgpu/variants'),
  ]);
  registerWebgpuKernels();
  forgetLostBackend('webgpu', 3);
  // Without an adapter setBackend may resolve to false, or leave another backend in place.
  if (!(await setBackend('webgpu')) || getBackend() !== 'webgpu') return fail({ reason: 'failed-to-start', detail: name });
  const current = backend();
  if (!(current instanceof WebGPUBackend)) return fail({ reason: 'failed-to-start', detail: 'another backend' });
  declareAdapter(current.device, software);
  reuseUploadBuffers(current);
  return ok({
    adapter: name,
    software,
    lost: lossOf(current, async () => {
      const { reason, message } = await current.device.lost;
      return `${reason}: ${message}`;
    }),
    settle: async () => {
      current.ensureCommandEncoderReady();
      // Commands handed over inside an open pass would be dropped without a word.
      current.endComputePassEncoder();
      current.submitQueue();
      await current.device.queue.onSubmittedWorkDone();
    },
    compileRehearsed: (rehearsal, onProgress) => compileRehearsed(current, rehearsal, onProgress),
  });
}
