import type { StepCounts } from '../messages';

const names = ['dispatches', 'copies', 'uploads', 'uniformUploads', 'readbacks', 'buffersCreated', 'pipelinesCreated'] as const satisfies readonly (keyof StepCounts)[];

type Counts = { -readonly [Name in keyof StepCounts]: number };

/** Counts what is asked of WebGPU, from `reset` on; `perStep` divides by a number of steps. */
export interface GpuCounter {
  reset(): void;
  perStep(steps: number): StepCounts;
}

/**
 * Puts a counter into WebGPU's own methods; to be called before a device is asked for. Undefined
 * where there is no WebGPU.
 */
export function countGpuCalls(): GpuCounter | undefined {
  if (typeof GPUDevice === 'undefined') return undefined;
  const counts: Counts = {
    dispatches: 0,
    copies: 0,
    uploads: 0,
    uniformUploads: 0,
    readbacks: 0,
    buffersCreated: 0,
    pipelinesCreated: 0,
  };
  /** Buffers that were born filled, through which uploads go. */
  const staging = new WeakSet<GPUBuffer>();
  const upload = (buffer: GPUBuffer) => {
    if ((buffer.usage & GPUBufferUsage.UNIFORM) !== 0) counts.uniformUploads += 1;
    else counts.uploads += 1;
  };
  const dispatched = () => (counts.dispatches += 1);
  const compiled = () => (counts.pipelinesCreated += 1);
  const copied = () => (counts.copies += 1);

  watch(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', dispatched);
  watch(GPUComputePassEncoder.prototype, 'dispatchWorkgroupsIndirect', dispatched);
  watch(GPUDevice.prototype, 'createComputePipeline', compiled);
  watch(GPUDevice.prototype, 'createComputePipelineAsync', compiled);
  watch(GPUDevice.prototype, 'createBuffer', (_args, buffer) => {
    if (!(buffer instanceof GPUBuffer)) return;
    counts.buffersCreated += 1;
    if (buffer.mapState !== 'mapped') return;
    staging.add(buffer);
    upload(buffer);
  });
  watch(GPUQueue.prototype, 'writeBuffer', ([buffer]) => {
    if (buffer instanceof GPUBuffer) upload(buffer);
  });
  watch(GPUQueue.prototype, 'writeTexture', () => (counts.uploads += 1));
  watch(GPUQueue.prototype, 'copyExternalImageToTexture', () => (counts.uploads += 1));
  watch(GPUCommandEncoder.prototype, 'clearBuffer', copied);
  watch(GPUCommandEncoder.prototype, 'copyBufferToBuffer', (args) => {
    const buffers = args.filter((argument) => argument instanceof GPUBuffer);
    const isUpload = buffers.some((buffer) => staging.has(buffer));
    const isRead = buffers.some((buffer) => (buffer.usage & GPUBufferUsage.MAP_READ) !== 0);
    if (!isUpload && !isRead) copied();
  });
  watch(GPUBuffer.prototype, 'mapAsync', ([mode]) => {
    if (mode === GPUMapMode.READ) counts.readbacks += 1;
    else counts.uploads += 1;
  });

  return {
    reset: () => {
      for (const name of names) counts[name] = 0;
    },
    perStep: (steps) => {
      const means = { ...counts };
      for (const name of names) means[name] /= steps;
      return means;
    },
  };
}

/** Tells of every call of a method, after it; the method itself goes on as it was. */
function watch(prototype: object, name: string, told: (parameters: readonly unknown[], result: unknown) => void): void {
  const original: unknown = Reflect.get(prototype, name);
  if (typeof original !== 'function') throw new Error(`WebGPU has no ${name} here`);
  Object.defineProperty(prototype, name, {
    configurable: true,
    writable: true,
    value(this: unknown, ...parameters: unknown[]) {
      const result: unknown = Reflect.apply(original, this, parameters);
      told(parameters, result);
      return result;
    },
  });
}
