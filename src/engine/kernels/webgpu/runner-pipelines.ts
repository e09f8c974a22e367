import type { Binding, Program } from './runner-program';
import { sourceOf } from './runner-program';

/**
 * The pipelines of one device. A device that is lost takes them along, since they are kept by
 * device.
 */
interface DevicePipelines {
  readonly ready: Map<string, GPUComputePipeline>;
  readonly pending: Map<string, Promise<void>>;
  readonly layouts: Map<string, GPUBindGroupLayout>;
}

const pipelinesByDevice = new WeakMap<GPUDevice, DevicePipelines>();

/** The pipeline of a program, compiled now if it was not before. */
export function pipelineOf(device: GPUDevice, program: Program): GPUComputePipeline {
  const { ready } = pipelinesOf(device);
  const known = ready.get(program.key);
  if (known !== undefined) return known;
  const made = device.createComputePipeline(descriptorOf(device, program));
  ready.set(program.key, made);
  return made;
}

/**
 * Begins to compile a program beside what else goes on; does nothing for one that is compiled or
 * being compiled.
 */
export function compileAhead(device: GPUDevice, program: Program): void {
  const { ready, pending } = pipelinesOf(device);
  const { key } = program;
  if (ready.has(key) || pending.has(key)) return;
  const compiled = device.createComputePipelineAsync(descriptorOf(device, program)).then(
    (pipeline) => void ready.set(key, pipeline),
    // Compiled anew where it is used, which says what is wrong.
    () => undefined,
  );
  pending.set(key, compiled.then(() => void pending.delete(key)));
}

/** Resolve when a pipeline that is being compiled ahead is there or has failed; none rejects. */
export function pendingPipelines(device: GPUDevice): readonly Promise<void>[] {
  return [...pipelinesOf(device).pending.values()];
}

/**
 * The places of a program's buffers: inputs, then outputs, then uniforms. Shared by all programs
 * with as many of each.
 */
export function layoutOf(device: GPUDevice, { inputs, outputs, uniforms = [] }: Program): GPUBindGroupLayout {
  const { layouts } = pipelinesOf(device);
  const key = `${inputs.length},${outputs.length},${Math.min(uniforms.length, 1)}`;
  const known = layouts.get(key);
  if (known !== undefined) return known;
  const types = [...typesFor(inputs, 'read-only-storage'), ...typesFor(outputs, 'storage'), ...typesFor(uniforms.slice(0, 1), 'uniform')];
  const layout = device.createBindGroupLayout({
    // 4: GPUShaderStage.COMPUTE, a global that only browsers have.
    entries: types.map((type, binding) => ({ binding, visibility: 4, buffer: { type } })),
  });
  layouts.set(key, layout);
  return layout;
}

function typesFor(bindings: readonly Binding[], type: GPUBufferBindingType): GPUBufferBindingType[] {
  return bindings.map(() => type);
}

function descriptorOf(device: GPUDevice, program: Program): GPUComputePipelineDescriptor {
  return {
    label: program.key,
    layout: device.createPipelineLayout({ bindGroupLayouts: [layoutOf(device, program)] }),
    compute: { module: device.createShaderModule({ label: program.key, code: sourceOf(program) }), entryPoint: 'main' },
  };
}

function pipelinesOf(device: GPUDevice): DevicePipelines {
  const known = pipelinesByDevice.get(device);
  if (known !== undefined) return known;
  const made: DevicePipelines = { ready: new Map(), pending: new Map(), layouts: new Map() };
  pipelinesByDevice.set(device, made);
  return made;
}
