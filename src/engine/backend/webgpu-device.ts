import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, getBackend, setBackend } from '@tensorflow/tfjs-core';
import { fail, ok, type Result } from '../../lib/result';
import { adapterFacts, type AdapterFacts } from './adapter';
import { answerWithin, deadlines, slowness } from './deadline';
import { rejectionOf, silenceDeadline, suits, type DeviceStarter, type Rejection, type StartedDevice } from './device';
import { isStarted, lossOf, replaceBackend } from './lost-backends';

/** WebGPU. The backend's code is loaded only where there is an adapter that may be used. */
export const webgpuStarter: DeviceStarter = {
  id: 'webgpu',
  start: async (least, onLook) => {
    try {
      if (typeof navigator === 'undefined' || !('gpu' in navigator)) return fail({ reason: 'absent', detail: '' });
      const asked = navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
      const adapter = await answerWithin('requestAdapter', deadlines.adapter, asked, onLook);
      if (adapter === null) return fail({ reason: 'absent', detail: '' });
      const facts = await adapterFacts(adapter);
      const unsuited = suits(facts, least);
      return unsuited === undefined ? await startBackend(adapter, facts, onLook) : fail(unsuited);
    } catch (error) {
      return fail(rejectionOf(error));
    }
  },
};

async function startBackend(
  adapter: GPUAdapter,
  { name, tellsMake, software }: AdapterFacts,
  onLook?: () => void,
): Promise<Result<StartedDevice, Rejection>> {
  const code = Promise.all([
    import('@tensorflow/tfjs-backend-webgpu'),
    import('../kernels/webgpu/compile-ahead'),
    import('../kernels/webgpu/register'),
    import('../kernels/webgpu/runner-held'),
    import('../kernels/webgpu/uploads'),
    import('../kernels/webgpu/variants'),
  ]);
  const [{ WebGPUBackend }, { compileWarmUp }, { registerWebgpuKernels }, { joinSideBySide }, { reuseUploadBuffers }, { declareAdapter }] = await answerWithin(
    'the request for its code',
    deadlines.load,
    code,
    onLook,
  );
  registerWebgpuKernels();
  if (!isStarted('webgpu')) {
    // TensorFlow.js would ask for an adapter of its own, and wait for it and for its device as long
    // as it takes.
    const device = await deviceOf(adapter, software !== false, onLook);
    replaceBackend('webgpu', 3, () => new WebGPUBackend(device, tellsMake ? adapter.info : undefined));
  }
  if (!(await setBackend('webgpu')) || getBackend() !== 'webgpu') return fail({ reason: 'failed-to-start', detail: name });
  const current = backend();
  if (!(current instanceof WebGPUBackend)) return fail({ reason: 'failed-to-start', detail: 'another backend' });
  declareAdapter(current.device, software !== false);
  reuseUploadBuffers(current);
  joinSideBySide(current);
  const { lost, giveUp } = lossOf('webgpu', current, async () => {
    const { reason, message } = await current.device.lost;
    return `${reason}: ${message}`;
  });
  return ok({
    adapter: name,
    software,
    lost,
    silence: {
      deadline: silenceDeadline(software),
      giveUp: (reason) => {
        giveUp(reason);
        // What still waits for it ends, and its memory is free.
        current.device.destroy();
      },
    },
    settle: () => workedOff(current),
    compileWarmUp: (warmUp, onProgress) => compileWarmUp(current, warmUp, onProgress),
  });
}

/**
 * Limits of the adapter that TensorFlow.js or our kernels make use of; without asking one gets the
 * least that any adapter has.
 */
const wantedLimits = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const;

async function deviceOf(adapter: GPUAdapter, isSlow: boolean, onLook?: () => void): Promise<GPUDevice> {
  const asked = adapter.requestDevice({
    // For measuring, and for pictures; training needs neither.
    requiredFeatures: (['timestamp-query', 'bgra8unorm-storage'] as const).filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(wantedLimits.map((limit) => [limit, adapter.limits[limit]])),
  });
  try {
    return await answerWithin('requestDevice', deadlines.device * (isSlow ? slowness : 1), asked, onLook);
  } catch (error) {
    // Nobody would use one that comes later.
    asked.then((device) => device.destroy(), () => undefined);
    throw error;
  }
}

async function workedOff(current: WebGPUBackend): Promise<void> {
  current.ensureCommandEncoderReady();
  // Commands handed over inside an open pass would be dropped without a word.
  current.endComputePassEncoder();
  current.submitQueue();
  await current.device.queue.onSubmittedWorkDone();
}
